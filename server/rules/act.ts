import type { Actor } from '../../shared/actor.ts'
import { actedState, NEVER, type RuleState, type Verdict } from '../../shared/rules/decide.ts'
import { describeCondition } from '../../shared/rules/describe.ts'
import { explain, whyWords } from '../../shared/rules/explain.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Writer } from '../db/engine.ts'
import { escalateByRule } from '../escalations/rule.ts'
import { announce } from '../live/hints.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import type { Assessment, Bench } from './assess.ts'
import { capLeft, pauseRule } from './breaker.ts'
import { appendRuleEvents, type NewRuleEvent } from './event-store.ts'
import { saveState, setDueCheck } from './state-store.ts'
import { noteRule, type RuleRow } from './store.ts'

/** What acts on rules' decisions need of the server. */
export type Acting = { triggers: TriggerEngine }

export function ruleActor(rule: Pick<RuleRow, 'id' | 'name'>): Actor {
  return { type: 'rule', ruleId: rule.id, name: rule.name }
}

/**
 * Writes down and does what was decided of one workflow, in the transaction that looked at it. How many escalated.
 * Throws conflict where somebody changed the workflow or what is remembered of it at the same moment.
 */
export async function carryOut(
  app: Acting,
  tx: Writer,
  bench: Bench,
  assessment: Assessment,
  now: Instant,
): Promise<number> {
  const { subject, decision, dueAt, notedDueAt } = assessment
  const organizationId = bench.organization.id
  let applied = 0
  for (const verdict of decision.verdicts) {
    const rule = bench.rules.find(({ id }) => id === verdict.id)
    if (!rule) continue
    const done = await carryOutOne(app, tx, { bench, assessment, rule, verdict, now })
    if (done === 'applied') applied += 1
  }
  if (dueAt !== notedDueAt) await setDueCheck(tx, organizationId, subject.workflowId, dueAt)
  return applied
}

type One = { bench: Bench; assessment: Assessment; rule: RuleRow; verdict: Verdict; now: Instant }

async function carryOutOne(app: Acting, tx: Writer, one: One): Promise<'applied' | null> {
  const { bench, assessment, rule, verdict, now } = one
  const organizationId = bench.organization.id
  const { workflowId, customerId } = assessment.subject
  const mode = rule.mode === 'on' ? 'on' : 'shadow'
  const seen = assessment.states.find((state) => state.ruleId === rule.id && state.mode === mode) ?? null
  const about = { ruleId: rule.id, at: now, workflowId, customerId, actor: ruleActor(rule) }
  const events: NewRuleEvent[] = []
  const why = verdict.turned === 'true' || verdict.act !== null ? reasonOf(one) : null
  if (verdict.turned === 'true' && rule.mode === 'on') events.push({ ...about, type: 'matched', reason: why })
  const settled = await settle(app, tx, one, why)
  if (settled.event) events.push({ ...about, ...settled.event })
  await saveState(tx, { organizationId, workflowId, ruleId: rule.id, mode }, seen, settled.state)
  await appendRuleEvents(tx, organizationId, events)
  if (events.length > 0) tx.afterCommit(() => announce(organizationId, { topic: 'rule', id: rule.id }))
  return settled.event?.type === 'applied' ? 'applied' : null
}

type Settled = { state: RuleState; event: Pick<NewRuleEvent, 'type' | 'reason' | 'flowActionId'> | null }

async function settle(app: Acting, tx: Writer, one: One, why: string | null): Promise<Settled> {
  const { verdict } = one
  switch (verdict.act) {
    case 'apply':
      return apply(app, tx, one, why)
    case 'quarantine':
      return { state: verdict.state, event: { type: 'quarantined', reason: why } }
    case 'shadow':
      return { state: verdict.state, event: { type: 'shadow', reason: why } }
    case 'mark':
      return { state: verdict.state, event: { type: 'marked', reason: why } }
    case 'suppress':
      return { state: verdict.state, event: { type: 'suppressed', reason: verdict.reason } }
    default:
      return { state: verdict.state, event: null }
  }
}

async function apply(app: Acting, tx: Writer, one: One, why: string | null): Promise<Settled> {
  const { bench, assessment, rule, verdict, now } = one
  const organizationId = bench.organization.id
  const before = assessment.states.find((state) => state.ruleId === rule.id && state.mode === 'on') ?? NEVER
  const base = { ...before, matchedSince: verdict.state.matchedSince }
  if ((await capLeft(tx, organizationId, rule, now)) === 0) {
    await pauseRule(tx, organizationId, rule, now)
    return { state: actedState(base, 'quarantine', null, now), event: { type: 'quarantined', reason: why } }
  }
  const escalated = await escalateByRule(app, tx, {
    organization: bench.organization,
    workflowId: assessment.subject.workflowId,
    rule,
    reason: `${rule.name}: ${why}`,
    now,
  })
  if (escalated.refusal) {
    const reason = `guard: ${escalated.refusal.message}`
    const again = base.outcome === 'suppressed' && base.reason === reason
    const state = actedState(base, 'suppress', reason, now)
    return { state, event: again ? null : { type: 'suppressed', reason } }
  }
  const { recipientId, flowActionId } = escalated
  rule.lastPickedId = recipientId
  await noteRule(tx, organizationId, rule.id, { lastFiredAt: now, lastPickedId: recipientId })
  return { state: verdict.state, event: { type: 'applied', reason: why, flowActionId } }
}

/** Why the rule matches, in one line with what was seen. */
function reasonOf({ bench, assessment, rule }: One): string {
  const tree = explain(rule.conditions, assessment.facts, bench.compiled.set.slots)
  const words = whyWords(tree)
  return (words === '' ? describeCondition(rule.conditions) : words).slice(0, 1_000)
}
