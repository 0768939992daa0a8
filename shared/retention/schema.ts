import { z } from 'zod'

/**
 * How long each kind of row is kept, in days: `usual` unless an organization says otherwise, within bounds that keep
 * what Hoist itself works with (repeats are told by signals of the last weeks, digests and charts look back for months).
 */
export const RETENTION = {
  messages: { usual: 730, least: 90, most: 3650 },
  signals: { usual: 90, least: 30, most: 3650 },
  facts: { usual: 1095, least: 180, most: 3650 },
  timeline: { usual: 1825, least: 365, most: 3650 },
  audit: { usual: 1095, least: 180, most: 3650 },
  notifications: { usual: 90, least: 14, most: 3650 },
  deliveries: { usual: 90, least: 14, most: 3650 },
  imports: { usual: 365, least: 30, most: 3650 },
  jobRuns: { usual: 30, least: 7, most: 365 },
} as const

export type RetentionKind = keyof typeof RETENTION

export const RETENTION_KINDS = Object.keys(RETENTION) as RetentionKind[]

function days(kind: RetentionKind) {
  const { least, most } = RETENTION[kind]
  const number = z.number().int('Must be whole days')
  return number.min(least, `At least ${least} days`).max(most, `At most ${most} days`)
}

/** A number that later bounds no longer allow counts as the usual one. */
function kept(kind: RetentionKind) {
  return days(kind).catch(RETENTION[kind].usual)
}

/** As stored: complete. */
export const Retention = z.object({
  messages: kept('messages'),
  signals: kept('signals'),
  facts: kept('facts'),
  timeline: kept('timeline'),
  audit: kept('audit'),
  notifications: kept('notifications'),
  deliveries: kept('deliveries'),
  imports: kept('imports'),
  jobRuns: kept('jobRuns'),
})
export type Retention = z.infer<typeof Retention>

export const USUAL_RETENTION: Retention = Retention.parse({})

/** What an admin may change: some or all of it. */
export const RetentionChange = z.strictObject({
  messages: days('messages').optional(),
  signals: days('signals').optional(),
  facts: days('facts').optional(),
  timeline: days('timeline').optional(),
  audit: days('audit').optional(),
  notifications: days('notifications').optional(),
  deliveries: days('deliveries').optional(),
  imports: days('imports').optional(),
  jobRuns: days('jobRuns').optional(),
})
