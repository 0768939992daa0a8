import fc from 'fast-check'
import type { EventConfig, Logic, TriggerConfig } from '../../shared/triggers/schema.ts'
import type { OracleFact, OracleTrigger } from './trigger-oracle.ts'

// Random sets and histories for the slow oracle, and what its ticks and triggers are in the product.

const TICK = 3_600_000
/** Tick 0: the sets are armed. */
export const START = Date.parse('2027-01-15T09:00:00Z')
/** The last tick. */
export const END = 24
export const at = (tick: number) => START + tick * TICK

/** @param otherWorkflow what `workflow_action_completed` waits for. */
export function wire(trigger: OracleTrigger, otherWorkflow = 'w2'): TriggerConfig {
  const event = (config: EventConfig) => config
  switch (trigger.kind) {
    case 'date':
      return { date: new Date(at(trigger.tick)).toISOString() }
    case 'login':
      return event({ eventType: 'customer_login' })
    case 'manual':
      return event({ eventType: 'manual_event', eventConfig: { eventKey: 'k' } })
    case 'message':
      return event({ eventType: 'message_received' })
    case 'completion':
      return event({ eventType: 'workflow_action_completed', eventConfig: { workflowExecutionId: otherWorkflow } })
    case 'metric': {
      const { operator, threshold } = trigger
      return event({
        eventType: 'usage_threshold_crossed',
        eventConfig: { metricName: 'health_score', operator, threshold },
      })
    }
    case 'noReply':
      return event({ eventType: 'no_reply_for', eventConfig: { hours: trigger.ticks } })
  }
}

export const randomLogic = fc.constantFrom<Logic>('AND', 'OR')

const kind: fc.Arbitrary<(id: string) => OracleTrigger> = fc.oneof(
  fc.integer({ min: -3, max: END + 3 }).map((tick) => (id: string) => ({ id, kind: 'date' as const, tick })),
  fc
    .constantFrom('login' as const, 'manual' as const, 'message' as const, 'completion' as const)
    .map((one) => (id: string) => ({ id, kind: one })),
  fc
    .record({
      operator: fc.constantFrom('>' as const, '>=' as const, '<' as const, '<=' as const),
      threshold: fc.nat(4),
    })
    .map((rest) => (id: string) => ({ id, kind: 'metric' as const, ...rest })),
  fc.integer({ min: 1, max: 8 }).map((ticks) => (id: string) => ({ id, kind: 'noReply' as const, ticks })),
)

export const randomSet = fc
  .array(kind, { minLength: 1, maxLength: 3 })
  .map((makers) => makers.map((make, index) => make(`t${index}`)))

const fact: fc.Arbitrary<OracleFact> = fc.oneof(
  fc.record({
    tick: fc.integer({ min: -3, max: END }),
    kind: fc.constantFrom('login', 'manual', 'message', 'answer', 'completed', 'reopened'),
  }) as fc.Arbitrary<OracleFact>,
  // `at` may be long before the arrival: a late reading.
  fc.record({
    tick: fc.integer({ min: -3, max: END }),
    kind: fc.constant('reading' as const),
    at: fc.integer({ min: -9, max: END }),
    value: fc.nat(4),
  }),
)

/** One fact of each kind a tick, in order; a reading is never of the future, and a workflow is not reopened as it is completed. */
export const randomHistory = fc.array(fact, { maxLength: 14 }).map((facts) => {
  const seen = new Set<string>()
  const state = (one: OracleFact) => (one.kind === 'reopened' ? 'completed' : one.kind)
  return facts
    .map((one) => (one.kind === 'reading' ? { ...one, at: Math.min(one.at, one.tick) } : one))
    .filter((one) => !seen.has(`${one.tick} ${state(one)}`) && seen.add(`${one.tick} ${state(one)}`))
    .sort((one, other) => one.tick - other.tick)
})
