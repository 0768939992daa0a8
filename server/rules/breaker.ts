import { HOUR, type Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { listAdmins } from '../escalations/recipient-store.ts'
import { notify } from '../notifications/notify.ts'
import { appendRuleEvents, countApplied, lastResumed } from './event-store.ts'
import { noteRule, type RuleRow } from './store.ts'

/** How often a rule may still escalate within the hour; after a person resumed it, it counts anew. */
export async function capLeft(conn: Reader, organizationId: string, rule: RuleRow, now: Instant): Promise<number> {
  const left = rule.capPerHour - (await countApplied(conn, organizationId, rule.id, now - HOUR + 1))
  if (left > 0) return left
  const resumedAt = await lastResumed(conn, organizationId, rule.id)
  if (resumedAt === null || resumedAt <= now - HOUR) return 0
  return Math.max(0, rule.capPerHour - (await countApplied(conn, organizationId, rule.id, resumedAt + 1)))
}

/**
 * Stops a rule that escalates more often than it may: from now on what it would do waits in quarantine for a person.
 * Every admin is told, once. `rule` is changed with it, for what follows in the same transaction.
 */
export async function pauseRule(tx: Writer, organizationId: string, rule: RuleRow, now: Instant): Promise<void> {
  if (rule.pausedAt !== null) return
  rule.pausedAt = now
  await noteRule(tx, organizationId, rule.id, { pausedAt: now })
  const reason = `More than ${rule.capPerHour} escalations within an hour`
  const actor = { type: 'rule', ruleId: rule.id, name: rule.name } as const
  await appendRuleEvents(tx, organizationId, [{ ruleId: rule.id, type: 'paused', at: now, reason, actor }])
  const admins = await listAdmins(tx, organizationId)
  const notices = admins.map(({ userId }) => ({
    userId,
    type: 'data_health' as const,
    dedupKey: `rule:${rule.id}:paused:${now}`,
    title: `The rule "${rule.name}" paused itself`,
    body: `It reached its limit of ${rule.capPerHour} escalations an hour. What else it would escalate waits in quarantine: approve or discard it on the page of the rule, then resume the rule.`,
  }))
  await notify(tx, organizationId, notices, now)
}
