import { z } from 'zod'
import { anyText, EventKey, prose, text } from '../text.ts'

export const Logic = z.enum(['AND', 'OR'])
export type Logic = z.infer<typeof Logic>

export const Operator = z.enum(['>', '>=', '<', '<='])
export type Operator = z.infer<typeof Operator>

const id = prose(200)

export const DateConfig = z.strictObject({
  /** ISO 8601 with a time; without an offset it is wall-clock time in `timezone`. */
  date: z.string().min(1).max(64),
  timezone: z.string().min(1).max(64).optional(),
})
export type DateConfig = z.infer<typeof DateConfig>

export const EventConfig = z.discriminatedUnion('eventType', [
  z.strictObject({
    eventType: z.literal('workflow_action_completed'),
    eventConfig: z.strictObject({ workflowExecutionId: text(210), actionId: text(100).optional() }),
  }),
  z.strictObject({ eventType: z.literal('customer_login'), eventConfig: z.strictObject({}).optional() }),
  z.strictObject({
    eventType: z.literal('usage_threshold_crossed'),
    eventConfig: z.strictObject({ metricName: text(100), operator: Operator, threshold: z.number() }),
  }),
  z.strictObject({
    eventType: z.literal('manual_event'),
    eventConfig: z.strictObject({ eventKey: EventKey, description: anyText(500).optional() }),
  }),
  z.strictObject({
    eventType: z.literal('message_received'),
    eventConfig: z.strictObject({ minRisk: z.enum(['low', 'medium', 'high', 'critical']).optional() }).optional(),
  }),
  z.strictObject({
    eventType: z.literal('no_reply_for'),
    eventConfig: z.strictObject({ hours: z.number().positive().max(8760) }),
  }),
])
export type EventConfig = z.infer<typeof EventConfig>
export type EventType = EventConfig['eventType']
export type TriggerConfig = DateConfig | EventConfig

/** `createdAt` of the client is accepted for the original shape's sake and never decides. */
export const Trigger = z.discriminatedUnion('type', [
  z.strictObject({ id, type: z.literal('date'), config: DateConfig, createdAt: z.string().max(64).optional() }),
  z.strictObject({ id, type: z.literal('event'), config: EventConfig, createdAt: z.string().max(64).optional() }),
])
export type Trigger = z.infer<typeof Trigger>

/** Once true stays true / must hold at the deciding moment. */
export type TriggerMode = 'latched' | 'live'
/** What a stored trigger waits for. */
export type TriggerSubject = 'date' | EventType
