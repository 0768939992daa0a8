import { z } from 'zod'
import { Retention, RetentionChange, USUAL_RETENTION } from '../retention/schema.ts'
import { text } from '../text.ts'

const Flag = z.boolean()
const Depth = z.number().int().min(1).max(5)
const Hour = z.number().int().min(0).max(23)
const MemberId = text(200).nullable()

/** Settings of an organization; each has a default, so that an old row reads as complete. */
export const OrganizationSettings = z.object({
  /** The flag `escalate_enhanced`: with it off, escalating with triggers is refused (403). */
  escalateEnhanced: Flag.default(true),
  /** How many levels one chain of escalations may have. */
  maxEscalationDepth: Depth.default(2),
  /** Managers see alerts too. */
  alertsForManagers: Flag.default(false),
  /** Local hour (organization zone) at which the daily digest goes out. */
  digestHour: Hour.default(8),
  /** Member who gets an escalation whose recipient a guard refuses at fire time; null: the longest-standing active admin. */
  fallbackUserId: MemberId.default(null),
  /** How many days each kind of row is kept. */
  retention: Retention.default(USUAL_RETENTION),
  /** Set while sample data is in place, to offer its removal. */
  sampleData: Flag.default(false),
})
export type OrganizationSettings = z.infer<typeof OrganizationSettings>

/** What an admin may change; a setting that is left out stays as it is. */
export const SettingsChange = z.strictObject({
  escalateEnhanced: Flag.optional(),
  maxEscalationDepth: Depth.optional(),
  alertsForManagers: Flag.optional(),
  digestHour: Hour.optional(),
  fallbackUserId: MemberId.optional(),
  retention: RetentionChange.optional(),
})
export type SettingsChange = z.infer<typeof SettingsChange>
