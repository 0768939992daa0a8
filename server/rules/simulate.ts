import { describeCondition } from '../../shared/rules/describe.ts'
import { explain, resultWords, type WhyTree, whyWords } from '../../shared/rules/explain.ts'
import { type FactChange, smallestChange } from '../../shared/rules/flip.ts'
import { TRUE } from '../../shared/rules/match.ts'
import type { Person } from '../../shared/actor.ts'
import type { Mode } from '../../shared/rules/decide.ts'
import { notFound } from '../../shared/errors.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Caller } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { resolveRuleTarget } from '../escalations/rule.ts'
import { situationOf } from '../escalations/situation.ts'
import { findSubject } from '../escalations/store.ts'
import { compileRules } from '../../shared/rules/compiled.ts'
import { findKnown, freshnessOf } from './known-store.ts'
import { overridesOf, statesOf } from './state-store.ts'
import { listRuleRows, type RuleRow } from './store.ts'

export type Evaluation = {
  ruleId: string
  name: string
  mode: Mode
  result: 'true' | 'false' | 'unknown'
  /** In one line: what decided, each with what was seen. */
  explanation: string
  words: string
  why: WhyTree
  /** The fewest facts that would have to be otherwise; null where nothing would do. */
  flip: FactChange[] | null
  /** The rule before it that wins. */
  losesTo: { id: string; name: string } | null
  overridden: boolean
  /** What became of it here: applied, suppressed, …; null: nothing yet. */
  outcome: string | null
}

export type Simulation = {
  workflowId: string
  /** The first rule that matches, whether or not it is on. */
  matchedRule: { id: string; name: string } | null
  /** The first of those that are on. */
  liveRule: { id: string; name: string } | null
  escalateToUserId: string | null
  escalateTo: Person | null
  /** Why the guards would refuse the recipient. */
  refusal: string | null
  /** A flow action is open: a rule would wait for its end. */
  open: boolean
  evaluations: Evaluation[]
}

/** Takes one workflow through all rules as it is now; changes nothing. Throws not_found. */
export async function simulate(conn: Reader, caller: Caller, reference: string, now: Instant): Promise<Simulation> {
  const { organizationId, timeZone, settings } = caller
  const subject = await findSubject(conn, organizationId, reference)
  if (!subject) throw notFound('Workflow')
  const workflowId = subject.workflow.id
  const [known] = await findKnown(conn, organizationId, [workflowId])
  if (!known) throw notFound('Workflow')
  const rules = await listRuleRows(conn, organizationId)
  const { set, facts: read } = compileRules(rules.map(({ conditions }) => conditions))
  const facts = read(known, { now, zone: timeZone, freshness: await freshnessOf(conn, organizationId) })
  const states = (await statesOf(conn, organizationId, [workflowId])).get(workflowId) ?? []
  const overrides = new Set((await overridesOf(conn, organizationId, [workflowId])).map(({ ruleId }) => ruleId))

  const eligible = rules.filter((rule, at) => set.tests[at]?.(facts) === TRUE && !overrides.has(rule.id))
  const [winner] = eligible
  const evaluations = rules.map((rule, at): Evaluation => {
    const result = set.tests[at]?.(facts) ?? 0
    const why = explain(rule.conditions, facts, set.slots)
    const state = states.find((one) => one.ruleId === rule.id && one.mode === (rule.mode === 'on' ? 'on' : 'shadow'))
    const first = eligible[0] ?? rule
    return {
      ruleId: rule.id,
      name: rule.name,
      mode: rule.mode,
      result: resultWords(result),
      explanation: whyWords(why),
      words: describeCondition(rule.conditions),
      why,
      flip: smallestChange(rule.conditions, facts, set.slots),
      losesTo: result === TRUE && first.id !== rule.id ? nameOf(first) : null,
      overridden: overrides.has(rule.id),
      outcome: state?.outcome ?? null,
    }
  })
  const situation = await situationOf(conn, organizationId, subject, settings.maxEscalationDepth)
  const resolved = winner && (await resolveRuleTarget(conn, organizationId, winner, situation))
  const escalateTo = resolved?.recipient && { userId: resolved.recipient.userId, name: resolved.recipient.name }
  return {
    workflowId,
    matchedRule: winner ? nameOf(winner) : null,
    liveRule: nameOf(eligible.find(({ mode }) => mode === 'on')),
    escalateToUserId: escalateTo?.userId ?? null,
    escalateTo: escalateTo ?? null,
    refusal: resolved?.refusal?.message ?? null,
    open: known.open,
    evaluations,
  }
}

function nameOf(rule: RuleRow): { id: string; name: string }
function nameOf(rule: RuleRow | undefined): { id: string; name: string } | null
function nameOf(rule: RuleRow | undefined): { id: string; name: string } | null {
  return rule ? { id: rule.id, name: rule.name } : null
}
