import { and, eq } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import type { Caller } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { loadToAct } from '../escalations/subject.ts'
import { markForRule } from '../facts/rule-marks.ts'
import { announce } from '../live/hints.ts'
import { appendTimeline } from '../timeline/store.ts'
import { appendRuleEvents } from './event-store.ts'
import { requireRule, type RuleParts } from './service.ts'

type Override = { workflowId: string; ruleId: string; reason?: string | undefined }

/**
 * Says that a rule is not for this workflow: it neither acts on it nor wins there, until that is taken back. Saying it
 * twice changes nothing. Throws not_found, and forbidden for a workflow that is not the caller's.
 */
export async function overrideRule(app: RuleParts, caller: Caller, body: Override): Promise<void> {
  const { organizationId, actor } = caller
  await app.db.write(async (tx) => {
    const { workflow } = await loadToAct(tx, caller, body.workflowId)
    const rule = await requireRule(tx, organizationId, body.ruleId)
    const now = app.clock.now()
    const reason = body.reason ?? null
    const { ruleOverride: t } = tx.t
    const added = await tx
      .insert(t)
      .values({ organizationId, workflowId: workflow.id, ruleId: rule.id, reason, actor, at: now })
      .onConflictDoNothing()
      .returning({ ruleId: t.ruleId })
    if (added.length > 0) await told(tx, caller, { type: 'overridden', workflow, rule, reason, now })
  })
}

/** Takes it back: the rule looks at the workflow again. Throws as `overrideRule` does. */
export async function undoOverride(app: RuleParts, caller: Caller, body: Override): Promise<void> {
  const { organizationId } = caller
  await app.db.write(async (tx) => {
    const { workflow } = await loadToAct(tx, caller, body.workflowId)
    const rule = await requireRule(tx, organizationId, body.ruleId)
    const now = app.clock.now()
    const { ruleOverride: t } = tx.t
    const gone = await tx
      .delete(t)
      .where(and(eq(t.organizationId, organizationId), eq(t.workflowId, workflow.id), eq(t.ruleId, rule.id)))
      .returning({ ruleId: t.ruleId })
    if (gone.length === 0) return
    await told(tx, caller, { type: 'override_undone', workflow, rule, reason: body.reason ?? null, now })
    await markForRule(tx, organizationId, `workflow:${workflow.id}`, now)
  })
}

type Told = {
  type: 'overridden' | 'override_undone'
  workflow: { id: string; customerId: string }
  rule: { id: string; name: string }
  reason: string | null
  now: Instant
}

async function told(tx: Writer, { organizationId, actor }: Caller, { type, workflow, rule, reason, now }: Told) {
  const about = { at: now, workflowId: workflow.id, customerId: workflow.customerId, actor, reason }
  await appendRuleEvents(tx, organizationId, [{ ruleId: rule.id, type, ...about }])
  const subject = `workflow:${workflow.id}`
  const details = { ruleId: rule.id, ruleName: rule.name, reason }
  await appendTimeline(tx, organizationId, [{ subject, type: `workflow.rule_${type}`, actor, at: now, details }])
  tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflow.id }))
}
