import type { Instant } from '../time/instant.ts'
import type { Truth } from './explanation.ts'
import type { Observation, Pending } from './facts.ts'
import type { Logic, Operator } from './schema.ts'
import { type StoredTrigger, waitOf } from './stored.ts'

/** How one trigger stands at an evaluation. */
export type Verdict = {
  truth: Truth
  /** Since when it is true; null unless it is. */
  satisfiedAt: Instant | null
  /** For `no_reply_for`, the instant it flips as things stand; a date keeps its own. */
  dueAt: Instant | null
  wakeAt: Instant | null
  /** Why it is unknown; null unless it is. */
  errorMessage: string | null
  /** Does the stored row say something else? */
  changed: boolean
}

export type Decision = {
  result: Truth
  /** The trigger that decided: the first to become true for OR, the last for AND. Null unless true, and for an empty set. */
  fired: { id: string; position: number; satisfiedAt: Instant } | null
  /** By position. */
  verdicts: Verdict[]
}

/**
 * The one evaluator: what a set of triggers amounts to at `now`, given what is known. Pure; every path uses it.
 * @param observations by position, one for each trigger.
 */
export function decide(
  triggers: readonly StoredTrigger[],
  observations: readonly Observation[],
  logic: Logic,
  now: Instant,
): Decision {
  const verdicts = triggers.map((trigger, index) => {
    const observation = observations[index] ?? { kind: 'clock' }
    const verdict = judge(trigger, observation, now)
    return { ...verdict, changed: differs(trigger, verdict) }
  })
  const result = combine(
    verdicts.map((verdict) => verdict.truth),
    logic,
  )
  return { result, fired: result === 'true' ? deciding(triggers, verdicts, logic) : null, verdicts }
}

/** Three-valued AND and OR; a set without triggers is true. */
export function combine(truths: readonly Truth[], logic: Logic): Truth {
  if (truths.length === 0) return 'true'
  const decisive: Truth = logic === 'AND' ? 'false' : 'true'
  if (truths.includes(decisive)) return decisive
  if (truths.includes('unknown')) return 'unknown'
  return logic === 'AND' ? 'true' : 'false'
}

function deciding(triggers: readonly StoredTrigger[], verdicts: readonly Verdict[], logic: Logic): Decision['fired'] {
  const order = triggers
    .flatMap(({ id, position }, index) => {
      const satisfiedAt = verdicts[index]?.satisfiedAt ?? null
      return satisfiedAt === null ? [] : [{ id, position, satisfiedAt }]
    })
    .sort((one, other) => one.satisfiedAt - other.satisfiedAt || one.position - other.position)
  return (logic === 'OR' ? order[0] : order.at(-1)) ?? null
}

type Judgement = Omit<Verdict, 'changed'>

function differs(trigger: StoredTrigger, verdict: Judgement): boolean {
  return (
    trigger.satisfiedAt !== verdict.satisfiedAt ||
    trigger.dueAt !== verdict.dueAt ||
    trigger.wakeAt !== verdict.wakeAt ||
    trigger.errorMessage !== verdict.errorMessage
  )
}

const never = { dueAt: null, wakeAt: null }
const yes = (satisfiedAt: Instant): Judgement => ({ truth: 'true', satisfiedAt, errorMessage: null, ...never })
const no: Judgement = { truth: 'false', satisfiedAt: null, errorMessage: null, ...never }
const unknown = (errorMessage: string): Judgement => ({ truth: 'unknown', satisfiedAt: null, errorMessage, ...never })

function judge(trigger: StoredTrigger, observation: Observation, now: Instant): Judgement {
  if (trigger.mode === 'latched' && trigger.satisfiedAt !== null)
    return { ...yes(trigger.satisfiedAt), dueAt: trigger.dueAt }
  switch (observation.kind) {
    case 'clock':
      return judgeDate(trigger, now)
    case 'happening':
      return judgeHappening(trigger, observation)
    case 'completion':
      return judgeCompletion(trigger, observation)
    case 'metric':
      return judgeMetric(trigger, observation)
    case 'conversation':
      return judgeConversation(trigger, observation, now)
  }
}

function judgeDate({ dueAt }: StoredTrigger, now: Instant): Judgement {
  if (dueAt === null) return unknown('The date of this trigger is missing')
  return now >= dueAt ? { ...yes(dueAt), dueAt } : { ...no, dueAt, wakeAt: dueAt }
}

/** When a fact of the pending ones first counted; null if all of them came before the trigger was armed. */
function countedAt(trigger: StoredTrigger, pending: Pending | null): Instant | null {
  if (pending === null || pending.lastAt < trigger.countsFrom) return null
  return pending.firstAt >= trigger.countsFrom ? pending.firstAt : pending.lastAt
}

function judgeHappening(trigger: StoredTrigger, observation: Extract<Observation, { kind: 'happening' }>): Judgement {
  const at = countedAt(trigger, observation.pending)
  if (at !== null) return yes(at)
  return observation.unanalysed ? unknown('A message has come, but its risk is not known yet') : no
}

function judgeCompletion(trigger: StoredTrigger, { pending, target }: Extract<Observation, { kind: 'completion' }>) {
  const at = countedAt(trigger, pending) ?? target?.completedAt ?? null
  if (at !== null) return yes(at)
  return target === null ? unknown('The workflow or action it waits for no longer exists') : no
}

function judgeMetric(trigger: StoredTrigger, { reading }: Extract<Observation, { kind: 'metric' }>): Judgement {
  if (reading === null) return unknown('No reading of this metric is known')
  if (!holds(reading.value, trigger.operator, trigger.threshold)) return no
  return yes(trigger.satisfiedAt ?? reading.receivedAt)
}

/** Does a metric's value satisfy the condition? */
export function holds(value: number, operator: Operator | null, threshold: number | null): boolean {
  if (operator === null || threshold === null) return false
  if (operator === '>') return value > threshold
  if (operator === '>=') return value >= threshold
  return operator === '<' ? value < threshold : value <= threshold
}

function judgeConversation(
  trigger: StoredTrigger,
  { lastInboundAt, lastOutboundAt }: Extract<Observation, { kind: 'conversation' }>,
  now: Instant,
): Judgement {
  if (lastInboundAt === null) return unknown('No message of this customer is known')
  if (lastOutboundAt !== null && lastOutboundAt >= lastInboundAt) return no
  const dueAt = lastInboundAt + waitOf(trigger.threshold ?? 0)
  return now >= dueAt ? { ...yes(dueAt), dueAt } : { ...no, dueAt, wakeAt: dueAt }
}
