import type { Instant } from '../time/instant.ts'

/** `off` does nothing, `shadow` only says what it would do, `on` escalates. */
export const MODES = ['off', 'shadow', 'on'] as const
export type Mode = (typeof MODES)[number]

/** What enabling does with the workflows that match at that moment. */
export const ON_ENABLE = ['fire', 'mark', 'quarantine'] as const
export type OnEnable = (typeof ON_ENABLE)[number]

/** What became of a rule on a workflow since its condition last came true; null: nothing yet. */
export type Outcome = 'applied' | 'marked' | 'quarantined' | 'discarded' | 'shadow' | 'suppressed'

/** What is remembered of one rule on one workflow. */
export type RuleState = {
  /** Since when the condition is true; null while it is not. */
  matchedSince: Instant | null
  outcome: Outcome | null
  /** Why it is suppressed, so that the same is not said twice. */
  reason: string | null
  /** When it last acted (applied, marked, quarantined, or would have in the shadow); null: never. */
  actedAt: Instant | null
  /** The condition has been not true since it last acted. */
  cleared: boolean
}

export const NEVER: RuleState = { matchedSince: null, outcome: null, reason: null, actedAt: null, cleared: true }

/** One rule as a look at one workflow finds it, in the order in which rules win. */
export type Contender = {
  id: string
  mode: 'shadow' | 'on'
  /** Its condition is true: neither false nor unknown. */
  holds: boolean
  state: RuleState
  cooldownMs: number
  /** A person said "not for this workflow". */
  overridden: boolean
  /** It was just enabled and has not been through all workflows yet. */
  arriving: OnEnable | null
  /** The breaker stopped it. */
  paused: boolean
}

export type Verdict = {
  id: string
  state: RuleState
  /** The condition came true, or ceased to be. */
  turned: 'true' | 'not_true' | null
  /** What to do, and what to write down. */
  act: 'apply' | 'quarantine' | 'shadow' | 'suppress' | 'mark' | null
  reason: string | null
}

export type Decision = {
  /** Only what differs from what was. */
  verdicts: Verdict[]
  /** The rule that wins, whether or not it has anything left to do. */
  winnerId: string | null
  /** A cooldown ends then. */
  lookAgainAt: Instant | null
}

/**
 * What the rules do with one workflow now. The first rule that is on and true wins, also in silence when it has acted
 * already; a shadow rule says what it would do and silences nobody. A rule acts at most once until its condition has been
 * not true in between and its cooldown is over.
 * @param open a flow action is open on the workflow: the winner waits for its end
 */
export function decideRules(
  contenders: readonly Contender[],
  { now, open }: { now: Instant; open: boolean },
): Decision {
  const decision: Decision = { verdicts: [], winnerId: null, lookAgainAt: null }
  for (const contender of contenders) {
    const { id, state, holds, mode } = contender
    const turned = turn(state, holds)
    const next = turned === null ? state : turnedState(state, holds, now)
    const wins = holds && mode === 'on' && !contender.overridden && decision.winnerId === null
    if (wins) decision.winnerId = id
    const may = holds && (mode === 'shadow' || wins || contender.overridden || contender.arriving === 'mark')
    const chosen = may ? choose(contender, next, { now, open }) : null
    if (chosen?.until !== undefined) decision.lookAgainAt = earlier(decision.lookAgainAt, chosen.until)
    if (turned === null && !chosen?.act) continue
    const { act = null, reason = null } = chosen ?? {}
    decision.verdicts.push({ id, turned, act, reason, state: act === null ? next : actedState(next, act, reason, now) })
  }
  return decision
}

function turn(state: RuleState, holds: boolean): Verdict['turned'] {
  if (holds === (state.matchedSince !== null)) return null
  return holds ? 'true' : 'not_true'
}

function turnedState(state: RuleState, holds: boolean, now: Instant): RuleState {
  // What waits for a person keeps waiting, whatever the facts do meanwhile.
  const outcome = state.outcome === 'quarantined' ? state.outcome : null
  const since = { ...state, outcome, reason: null }
  return holds ? { ...since, matchedSince: now } : { ...since, matchedSince: null, cleared: true }
}

type Choice = { act: Verdict['act']; reason?: string; until?: Instant }

function choose(contender: Contender, state: RuleState, { now, open }: { now: Instant; open: boolean }): Choice | null {
  if (state.outcome === 'quarantined' || (!state.cleared && state.actedAt !== null)) return null
  const suppress = (reason: string, until?: Instant): Choice => ({
    act: state.outcome === 'suppressed' && state.reason === reason ? null : 'suppress',
    reason,
    ...(until !== undefined && { until }),
  })
  if (contender.overridden) return suppress('override')
  if (contender.arriving === 'mark') return { act: 'mark' }
  const rested = state.actedAt === null ? now : state.actedAt + contender.cooldownMs
  if (now < rested) return suppress('cooldown', rested)
  if (contender.mode === 'shadow') return { act: 'shadow' }
  if (open) return suppress('open action')
  if (contender.arriving === 'quarantine' || contender.paused) return { act: 'quarantine' }
  return { act: 'apply' }
}

const OUTCOMES = {
  apply: 'applied',
  quarantine: 'quarantined',
  shadow: 'shadow',
  mark: 'marked',
  suppress: 'suppressed',
} as const

/** The state after an act. What is suppressed has not acted. */
export function actedState(
  state: RuleState,
  act: NonNullable<Verdict['act']>,
  reason: string | null,
  now: Instant,
): RuleState {
  const outcome = OUTCOMES[act]
  if (act === 'suppress') return { ...state, outcome, reason }
  return { ...state, outcome, reason: null, actedAt: now, cleared: false }
}

function earlier(one: Instant | null, other: Instant): Instant {
  return one === null ? other : Math.min(one, other)
}
