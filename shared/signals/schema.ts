import { z } from 'zod'
import { MetricName } from '../customers/schema.ts'
import type { Issue } from '../errors.ts'
import { EventKey, Reference, text } from '../text.ts'
import { WireInstant } from '../time/wire.ts'

export const SIGNAL_TYPES = ['customer_login', 'metric', 'workflow_action_completed', 'manual_event'] as const
export const SignalType = z.enum(SIGNAL_TYPES)
export type SignalType = z.infer<typeof SignalType>

/** One signal. `id` is the sender's and the idempotency key; `at` is when it was (now when left out). */
export const SignalBody = z.strictObject({
  id: text(200),
  type: SignalType,
  at: WireInstant.optional(),
  customer: Reference.optional(),
  workflow: Reference.optional(),
  metric: MetricName.optional(),
  value: z.number().optional(),
  actionId: text(100).optional(),
  eventKey: EventKey.optional(),
})
export type SignalBody = z.infer<typeof SignalBody>

/** Fields that a type cannot do without. */
export const REQUIRED: Record<SignalType, readonly (keyof SignalBody)[]> = {
  customer_login: ['customer'],
  metric: ['customer', 'metric', 'value'],
  workflow_action_completed: ['workflow'],
  manual_event: ['workflow', 'eventKey'],
}

/** Most in one request. */
export const MAX_SIGNALS = 1_000

export type SignalResult = {
  /** As sent; null where there was none to read. */
  id: string | null
  status: 'stored' | 'duplicate' | 'rejected'
  /** Why it was rejected; paths start at the item. */
  issues?: Issue[]
}
