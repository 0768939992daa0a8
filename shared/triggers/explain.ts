import type { Instant } from '../time/instant.ts'
import { formatInstant } from '../time/zone.ts'
import type { Decision, Verdict } from './evaluate.ts'
import type { Explanation, TriggerExplanation } from './explanation.ts'
import type { Observation } from './facts.ts'
import type { Logic } from './schema.ts'
import type { StoredTrigger } from './stored.ts'
import { conditionWords, metricWords, numberWords, type WordsContext } from './words.ts'

/**
 * Why a decision came out as it did, in words for a person and with the instants of what was seen.
 * `triggers`, `observations` and `decision` are those of one call of `decide`.
 */
export function explain(
  triggers: readonly StoredTrigger[],
  observations: readonly Observation[],
  decision: Decision,
  { logic, now, ...context }: WordsContext & { logic: Logic; now: Instant },
): Explanation {
  const told: TriggerExplanation[] = []
  for (const [index, trigger] of triggers.entries()) {
    const verdict = decision.verdicts[index]
    const observation = observations[index]
    if (!verdict || !observation) continue
    const seen = observe(trigger, observation, verdict, now, context.zone)
    told.push({
      id: trigger.id,
      subject: trigger.subject,
      mode: trigger.mode,
      expected: conditionWords(trigger.config, verdict.dueAt, { ...context, targetName: () => nameOf(observation) }),
      observed: seen.words,
      at: seen.at,
      result: verdict.truth,
    })
  }
  return { at: now, logic, result: decision.result, firedTriggerId: decision.fired?.id ?? null, triggers: told }
}

function nameOf(observation: Observation): string | undefined {
  return observation.kind === 'completion' ? observation.target?.name : undefined
}

type Seen = { words: string; at: Instant | null }

/** What a latched trigger saw, and what it says while it has seen nothing. */
const HAPPENINGS = {
  customer_login: ['The customer logged in', 'No login since it was armed'],
  manual_event: ['Fired by hand', 'Not fired since it was armed'],
  message_received: ['The customer wrote', 'No such message since it was armed'],
  workflow_action_completed: ['Completed', 'Not completed yet'],
} as const

function observe(trigger: StoredTrigger, observation: Observation, verdict: Verdict, now: Instant, zone: string): Seen {
  if (verdict.errorMessage !== null) return { words: verdict.errorMessage, at: null }
  const { subject } = trigger
  if (subject === 'date') return { words: `It is ${formatInstant(now, zone)}`, at: now }
  if (subject === 'usage_threshold_crossed') {
    const reading = observation.kind === 'metric' ? observation.reading : null
    if (reading === null) return { words: 'No reading', at: null }
    const metric = 'eventConfig' in trigger.config && trigger.config.eventType === subject ? trigger.config : null
    const name = metricWords(metric?.eventConfig.metricName ?? 'value')
    return { words: `${name} is ${numberWords(reading.value)}`, at: reading.at }
  }
  if (subject === 'no_reply_for') return observeConversation(observation, verdict, zone)
  const [happened, quiet] = HAPPENINGS[subject]
  if (verdict.satisfiedAt === null) return { words: quiet, at: null }
  return { words: `${happened} on ${formatInstant(verdict.satisfiedAt, zone)}`, at: verdict.satisfiedAt }
}

function observeConversation(observation: Observation, { dueAt }: Verdict, zone: string): Seen {
  if (observation.kind !== 'conversation') return { words: 'No message', at: null }
  const { lastInboundAt, lastOutboundAt } = observation
  if (dueAt === null && lastOutboundAt !== null)
    return { words: `Answered on ${formatInstant(lastOutboundAt, zone)}`, at: lastOutboundAt }
  if (lastInboundAt === null) return { words: 'No message', at: null }
  return { words: `Wrote on ${formatInstant(lastInboundAt, zone)}, no answer since`, at: lastInboundAt }
}
