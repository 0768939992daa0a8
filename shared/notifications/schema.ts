import { z } from 'zod'

export const NOTIFICATION_TYPES = [
  'escalation_received', // to the recipient, when it fires
  'escalation_update', // to the assignee: fired, de-escalated, taken, acknowledged
  'workflow_returned', // a snooze woke or a skip reactivated
  'workflow_assigned',
  'alert', // a critical message; always instant
  'data_health', // a rule or an import has a problem an admin must see
  'weekly_summary', // the week's escalations, on Monday; for who sees analytics
] as const
export const NotificationType = z.enum(NOTIFICATION_TYPES)
export type NotificationType = z.infer<typeof NotificationType>

export const CHANNELS = ['in_app', 'slack', 'email'] as const
export const Channel = z.enum(CHANNELS)
export type Channel = z.infer<typeof Channel>

export const Frequency = z.enum(['instant', 'digest', 'off'])
export type Frequency = z.infer<typeof Frequency>

/** pending → sending → sent | dead (no tries left) | cancelled; ambiguous: the provider's answer was lost. */
export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'ambiguous', 'dead', 'cancelled'] as const
export const DeliveryState = z.enum(DELIVERY_STATES)
export type DeliveryState = z.infer<typeof DeliveryState>
