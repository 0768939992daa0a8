import { z } from 'zod'

/** Settings of an organization; each has a default, so that an old row reads as complete. */
export const OrganizationSettings = z.object({
  /** The flag `escalate_enhanced`: with it off, escalating with triggers is refused (403). */
  escalateEnhanced: z.boolean().default(true),
  /** How many levels one chain of escalations may have. */
  maxEscalationDepth: z.number().int().min(1).max(5).default(2),
  /** Managers see alerts too. */
  alertsForManagers: z.boolean().default(false),
  /** Local hour (organization zone) at which the daily digest goes out. */
  digestHour: z.number().int().min(0).max(23).default(8),
  /** Member who gets an escalation whose recipient a guard refuses at fire time; null: the longest-standing active admin. */
  fallbackUserId: z.string().nullable().default(null),
  /** Set while sample data is in place, to offer its removal. */
  sampleData: z.boolean().default(false),
})
export type OrganizationSettings = z.infer<typeof OrganizationSettings>
