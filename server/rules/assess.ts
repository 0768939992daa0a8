import { type Contender, type Decision, decideRules, NEVER } from '../../shared/rules/decide.ts'
import type { FactValue } from '../../shared/rules/match.ts'
import { HOUR, type Instant } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'
import { findOrganization, type OrganizationRow } from '../people/organizations/store.ts'
import type { Compiled } from '../../shared/rules/compiled.ts'
import type { createCompiler } from './compiled.ts'
import { findKnown, freshnessOf, type Subject } from './known-store.ts'
import { dueChecksOf, overridesOf, type StateRow, statesOf } from './state-store.ts'
import { liveRuleRows, type RuleRow } from './store.ts'

/** The rules of an organization, ready to look at its workflows. */
export type Bench = {
  organization: OrganizationRow
  rules: readonly RuleRow[]
  compiled: Compiled
  freshness: ReadonlyMap<string, number>
}

/** What the rules make of one workflow now. Nothing is written yet. */
export type Assessment = {
  subject: Subject
  facts: FactValue[]
  decision: Decision
  states: readonly StateRow[]
  /** When it must be looked at again, and when that is noted now; null: only when a fact changes. */
  dueAt: Instant | null
  notedDueAt: Instant | null
  /** When a count of days flips next. */
  flipAt: Instant | null
}

export async function loadBench(
  conn: Reader,
  compile: ReturnType<typeof createCompiler>,
  organizationId: string,
): Promise<Bench | null> {
  const organization = await findOrganization(conn, organizationId)
  if (!organization) return null
  const rules = await liveRuleRows(conn, organizationId)
  const freshness = await freshnessOf(conn, organizationId)
  return { organization, rules, compiled: compile(organizationId, rules), freshness }
}

/** Looks at workflows: facts, results, decisions. Those that are gone are left out. */
export async function assess(
  conn: Reader,
  bench: Bench,
  workflowIds: readonly string[],
  now: Instant,
): Promise<Assessment[]> {
  return assessKnown(conn, bench, await findKnown(conn, bench.organization.id, workflowIds), now)
}

export async function assessKnown(
  conn: Reader,
  bench: Bench,
  subjects: readonly Subject[],
  now: Instant,
): Promise<Assessment[]> {
  const organizationId = bench.organization.id
  const ids = subjects.map(({ workflowId }) => workflowId)
  const states = await statesOf(conn, organizationId, ids)
  const overrides = await overridesOf(conn, organizationId, ids)
  const due = await dueChecksOf(conn, organizationId, ids)
  const overridden = new Set(overrides.map(({ workflowId, ruleId }) => `${workflowId} ${ruleId}`))
  return subjects.map((subject) => {
    const own = states.get(subject.workflowId) ?? []
    const notedDueAt = due.get(subject.workflowId) ?? null
    return { ...assessOne(bench, subject, { states: own, overridden, now }), states: own, notedDueAt }
  })
}

type Around = { states: readonly StateRow[]; overridden: ReadonlySet<string>; now: Instant }

function assessOne(bench: Bench, subject: Subject, { states, overridden, now }: Around) {
  const { compiled, rules, organization, freshness } = bench
  const moment = { now, zone: organization.timeZone, freshness }
  const facts = compiled.facts(subject, moment)
  const completed = subject.status === 'completed'
  const holding = new Set(completed ? [] : compiled.set.all(facts))
  const contenders = rules.map((rule, position): Contender => {
    const mode = rule.mode === 'on' ? 'on' : 'shadow'
    const state = states.find((one) => one.ruleId === rule.id && one.mode === mode) ?? NEVER
    return {
      id: rule.id,
      mode,
      holds: holding.has(position),
      state,
      cooldownMs: rule.cooldownHours * HOUR,
      overridden: overridden.has(`${subject.workflowId} ${rule.id}`),
      arriving: subject.workflowId > (rule.arrivingAfter ?? '') ? rule.arriving : null,
      paused: rule.pausedAt !== null,
    }
  })
  const decision = decideRules(contenders, { now, open: subject.open })
  const flip = completed || rules.length === 0 ? null : compiled.nextFlip(subject, moment)
  const again = decision.lookAgainAt
  const dueAt = flip === null ? again : again === null ? flip : Math.min(flip, again)
  return { subject, facts, decision, dueAt, flipAt: flip }
}

/** Is there anything to write? */
export function isNews({ decision, dueAt, notedDueAt }: Assessment): boolean {
  return decision.verdicts.length > 0 || dueAt !== notedDueAt
}
