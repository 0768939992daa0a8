import type { Person } from '../actor.ts'
import type { Instant } from '../time/instant.ts'
import { createAgenda } from './agenda.ts'
import { compileRules } from './compiled.ts'
import type { Condition } from './condition.ts'
import { actedState, type Contender, decideRules, NEVER, type RuleState } from './decide.ts'
import { explain, whyWords } from './explain.ts'
import { factOf } from './fields.ts'
import type { FactValue } from './match.ts'
import {
  isLate,
  isOwnDoing,
  knownOf,
  learnOfCustomer,
  learnOfWorkflow,
  type PastCustomer,
  type PastFact,
  type PastWorkflow,
  wasOpen,
} from './past.ts'

export type ReplayRule = {
  id: string
  conditions: Condition
  cooldownMs: number
  /** One person, or the members of a team, who take turns. */
  recipients: readonly Person[]
}

export type Past = {
  zone: string
  freshness: ReadonlyMap<string, number>
  customers: ReadonlyMap<string, PastCustomer>
  workflows: ReadonlyMap<string, PastWorkflow>
  /** Names by id. */
  definitions: ReadonlyMap<string, string>
}

export type Firing = {
  at: Instant
  ruleId: string
  workflowId: string
  customerId: string
  recipient: Person
  explanation: string
  /** Other rules that match there too. */
  others: string[]
}

export type Replay = {
  firings: Firing[]
  /** How often a rule came true while an earlier one won, by `<rule> <winner>`. */
  lost: Map<string, number>
  /** Facts in the order of their arrival; all of one instant in the same call. */
  feed(facts: readonly PastFact[]): void
  /** Does what time alone does until the end of the window. */
  finish(): void
}

/**
 * Rules over the past, as they would have run live: the same decision, over what was known at each instant. It begins as if
 * they were switched on at `from`.
 * @param rules in the order in which they win
 */
export function createReplay(
  rules: readonly ReplayRule[],
  past: Past,
  { from, to }: { from: Instant; to: Instant },
): Replay {
  const compiled = compileRules(rules.map(({ conditions }) => conditions))
  const read = new Set(compiled.set.fields.map(factOf))
  const states = new Map<string, RuleState[]>()
  const turns = rules.map(() => 0)
  const agenda = createAgenda<PastWorkflow>()
  const due = new Map<string, Instant>()
  const firings: Firing[] = []
  const lost = new Map<string, number>()
  /** Workflows of which something late was heard at this instant. */
  const late = new Set<PastWorkflow>()
  let begun = false

  function look(workflow: PastWorkflow, now: Instant): void {
    if (workflow.createdAt > now) return
    const { zone, freshness } = past
    const moment = { now, zone, freshness }
    const known = knownOf(workflow)
    const facts = compiled.facts(known, moment)
    const completed = workflow.status === 'completed'
    const holding = completed ? [] : compiled.set.all(facts)
    const own = states.get(workflow.workflowId)
    let lookAgainAt: Instant | null = null
    if (holding.length > 0 || own?.some(({ matchedSince }) => matchedSince !== null))
      lookAgainAt = decide(workflow, { facts, holding, own: own ?? rules.map(() => NEVER), now })
    const flip = completed ? null : compiled.nextFlip(known, moment)
    plan(workflow, flip === null ? lookAgainAt : lookAgainAt === null ? flip : Math.min(flip, lookAgainAt))
  }

  function plan(workflow: PastWorkflow, at: Instant | null): void {
    if (at === null) due.delete(workflow.workflowId)
    else if (due.get(workflow.workflowId) !== at) {
      due.set(workflow.workflowId, at)
      agenda.add(at, workflow)
    }
  }

  /** What was late starts nothing, but days are counted from it. */
  function planAnew(workflow: PastWorkflow, now: Instant): void {
    if (workflow.createdAt > now || workflow.status === 'completed') return
    const { zone, freshness } = past
    const flip = compiled.nextFlip(knownOf(workflow), { now, zone, freshness })
    const noted = due.get(workflow.workflowId)
    if (flip !== null && (noted === undefined || flip < noted)) plan(workflow, flip)
  }

  type Seen = { facts: FactValue[]; holding: number[]; own: RuleState[]; now: Instant }

  function decide(workflow: PastWorkflow, { facts, holding, own, now }: Seen): Instant | null {
    const next = [...own]
    const contenders = rules.map(({ id, cooldownMs }, at): Contender => {
      const state = own[at] ?? NEVER
      const base = { mode: 'on' as const, overridden: false, arriving: null, paused: false }
      return { ...base, id, cooldownMs, state, holds: holding.includes(at) }
    })
    const { verdicts, lookAgainAt, winnerId } = decideRules(contenders, { now, open: wasOpen(workflow, now) })
    for (const { id, act, state, turned } of verdicts) {
      const at = rules.findIndex((rule) => rule.id === id)
      next[at] = state
      if (act === 'apply') next[at] = fire(workflow, at, { facts, holding, before: own[at] ?? NEVER, state, now })
      if (turned === 'true' && winnerId !== null && winnerId !== id)
        lost.set(`${id} ${winnerId}`, (lost.get(`${id} ${winnerId}`) ?? 0) + 1)
    }
    states.set(workflow.workflowId, next)
    return lookAgainAt
  }

  type Apply = { facts: FactValue[]; holding: number[]; before: RuleState; state: RuleState; now: Instant }

  function fire(workflow: PastWorkflow, at: number, { facts, holding, before, state, now }: Apply): RuleState {
    const rule = rules[at] as ReplayRule
    const { workflowId, customerId, assigneeId } = workflow
    const free = rule.recipients.filter(({ userId }) => userId !== assigneeId)
    const recipient = free[(turns[at] as number) % Math.max(1, free.length)]
    const since = { ...before, matchedSince: state.matchedSince }
    if (!recipient) return actedState(since, 'suppress', 'guard', now)
    turns[at] = (turns[at] as number) + 1
    const explanation = whyWords(explain(rule.conditions, facts, compiled.set.slots))
    const others = holding.flatMap((other) => (other === at ? [] : (rules[other]?.id ?? [])))
    firings.push({ at: now, ruleId: rule.id, workflowId, customerId, recipient, explanation, others })
    return state
  }

  /** What time alone does before this instant. */
  function passUntil(instant: Instant): void {
    for (let at = agenda.next(); at !== null && at < instant; at = agenda.next()) {
      const workflow = agenda.take()
      // Planned anew since.
      if (!workflow || due.get(workflow.workflowId) !== at) continue
      due.delete(workflow.workflowId)
      look(workflow, at)
    }
  }

  function begin(): void {
    if (begun) return
    begun = true
    late.clear()
    for (const workflow of past.workflows.values()) look(workflow, from)
  }

  /** Learns a fact; returns whom rules look at because of it. */
  function learn(fact: PastFact): readonly PastWorkflow[] {
    const id = fact.subject.slice(fact.subject.indexOf(':') + 1)
    const customer = fact.subject.startsWith('customer:') ? past.customers.get(id) : undefined
    const workflow = customer ? undefined : past.workflows.get(id)
    if (customer) learnOfCustomer(customer, fact)
    if (workflow) learnOfWorkflow(workflow, fact, past.definitions)
    const turning = fact.field === 'status' && (fact.value === 'active' || fact.value === 'completed')
    if (!(read.has(fact.field) || turning)) return []
    const concerned = customer ? customer.workflows : workflow ? [workflow] : []
    if (!isLate(fact)) return concerned
    if (!fact.field.startsWith('metric:')) for (const one of concerned) late.add(one)
    return []
  }

  function happen(instant: Instant, facts: readonly PastFact[]): void {
    passUntil(instant)
    const doing = facts.filter((fact) => {
      const workflow = past.workflows.get(fact.subject.slice('workflow:'.length))
      return workflow !== undefined && isOwnDoing(workflow, fact)
    })
    const rest = doing.length === 0 ? facts : facts.filter((fact) => !doing.includes(fact))
    const concerned = new Set(rest.flatMap(learn))
    for (const workflow of concerned) look(workflow, instant)
    for (const workflow of new Set(doing.flatMap(learn))) look(workflow, instant)
    for (const workflow of late) planAnew(workflow, instant)
    late.clear()
  }

  return {
    firings,
    lost,
    feed(facts) {
      for (let start = 0; start < facts.length; ) {
        const instant = facts[start]?.receivedAt ?? 0
        let end = start + 1
        while (facts[end]?.receivedAt === instant) end += 1
        const group = facts.slice(start, end)
        start = end
        if (instant < from) group.forEach(learn)
        else if (instant <= to) {
          begin()
          happen(instant, group)
        }
      }
    },
    finish() {
      begin()
      passUntil(to + 1)
    },
  }
}
