import { DomainError } from '../../shared/errors.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { recordAudit } from '../audit/record.ts'
import type { Caller } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { escalateByRule } from '../escalations/rule.ts'
import { announce } from '../live/hints.ts'
import { pacer } from '../pace.ts'
import { findOrganization } from '../people/organizations/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { appendRuleEvents } from './event-store.ts'
import { requireRule, type RuleParts } from './service.ts'
import { quarantinedStates, saveState, type StateRow } from './state-store.ts'
import { noteRule } from './store.ts'

type Parts = RuleParts & { triggers: TriggerEngine }

export type Released = {
  /** Escalated, or thrown away. */
  released: number
  /** Still in quarantine, and why. */
  refused: { workflowId: string; reason: string }[]
}

const PAGE = 64

/**
 * Lets quarantined escalations of a rule go, or throws them away (`discard`): these workflows, or all. Each is released
 * exactly once, whoever else tries. Throws not_found, and conflict for a rule that is not on.
 */
export async function releaseQuarantined(
  app: Parts,
  caller: Caller,
  ruleId: string,
  { workflowIds, discard }: { workflowIds?: readonly string[] | undefined; discard: boolean },
): Promise<Released> {
  const { organizationId } = caller
  const rule = await requireRule(app.db.read, organizationId, ruleId)
  if (!discard && rule.mode !== 'on')
    throw new DomainError('conflict', 'This rule is not on: switch it on first, or discard what is in quarantine')
  const done: Released = { released: 0, refused: [] }
  const pause = pacer(app.clock)
  for (let after = ''; ; ) {
    const page = await quarantinedStates(app.db.read, organizationId, ruleId, { after, workflowIds, limit: PAGE })
    for (const { workflowId } of page) {
      const reason = await app.db.write((tx) => releaseOne(app, tx, caller, { ruleId, workflowId, discard }), 'bulk')
      if (reason === null) done.released += 1
      else if (reason !== undefined && done.refused.length < 100) done.refused.push({ workflowId, reason })
      await pause()
    }
    const last = page.at(-1)
    if (page.length < PAGE || !last) break
    after = last.workflowId
  }
  const action = discard ? 'rule.quarantine_discarded' : 'rule.quarantine_approved'
  const told = { action, subject: `rule:${ruleId}`, name: rule.name, after: { workflows: done.released } }
  await app.db.write((tx) => recordAudit(tx, caller, app.clock.now(), told))
  announce(organizationId, { topic: 'rule', id: ruleId })
  return done
}

type One = { ruleId: string; workflowId: string; discard: boolean }

/** Null: released. Undefined: it is not in quarantine any more. Else why it stays there. */
async function releaseOne(app: Parts, tx: Writer, caller: Caller, { ruleId, workflowId, discard }: One) {
  const { organizationId, actor } = caller
  const [state] = await quarantinedStates(tx, organizationId, ruleId, { workflowIds: [workflowId], limit: 1 })
  if (!state) return undefined
  const now = app.clock.now()
  const event = { ruleId, at: now, workflowId, actor }
  if (discard) {
    await settleState(tx, state, 'discarded', now)
    await appendRuleEvents(tx, organizationId, [{ ...event, type: 'discarded' }])
    return null
  }
  const rule = await requireRule(tx, organizationId, ruleId)
  const organization = await findOrganization(tx, organizationId)
  if (!organization) return undefined
  const reason = `${rule.name}, approved by ${caller.name}`
  const escalated = await escalateByRule(app, tx, { organization, workflowId, rule, reason, now })
  if (escalated.refusal) return escalated.refusal.message
  const { recipientId, flowActionId } = escalated
  await settleState(tx, state, 'applied', now)
  await noteRule(tx, organizationId, ruleId, { lastFiredAt: now, lastPickedId: recipientId })
  await appendRuleEvents(tx, organizationId, [{ ...event, type: 'approved', flowActionId }])
  return null
}

async function settleState(tx: Writer, state: StateRow, outcome: 'applied' | 'discarded', now: Instant) {
  const { matchedSince, cleared } = state
  await saveState(tx, state, state, { matchedSince, outcome, reason: null, actedAt: now, cleared })
}

/** Lets a rule go on that its breaker had stopped. What is in quarantine stays there. Throws not_found. */
export async function resumeRule(app: RuleParts, caller: Caller, ruleId: string): Promise<void> {
  const { organizationId, actor } = caller
  await app.db.write(async (tx) => {
    const rule = await requireRule(tx, organizationId, ruleId)
    if (rule.pausedAt === null) return
    await noteRule(tx, organizationId, ruleId, { pausedAt: null })
    const now = app.clock.now()
    await appendRuleEvents(tx, organizationId, [{ ruleId, type: 'resumed', at: now, actor }])
    await recordAudit(tx, caller, now, { action: 'rule.resumed', subject: `rule:${ruleId}`, name: rule.name })
    tx.afterCommit(() => announce(organizationId, { topic: 'rule', id: ruleId }))
  })
}
