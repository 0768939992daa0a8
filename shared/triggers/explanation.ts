import type { Instant } from '../time/instant.ts'
import type { Logic, TriggerMode, TriggerSubject } from './schema.ts'

/** Missing data is unknown: never true, and never false. */
export type Truth = 'true' | 'false' | 'unknown'

/** Why one trigger counts as it does. `expected` and `observed` are words for a person. */
export type TriggerExplanation = {
  id: string
  subject: TriggerSubject
  mode: TriggerMode
  expected: string
  observed: string
  /** When the observed fact was; null where nothing is known. */
  at: Instant | null
  result: Truth
}

/** The stored why / why-not tree of one evaluation. */
export type Explanation = {
  at: Instant
  logic: Logic
  result: Truth
  firedTriggerId: string | null
  triggers: TriggerExplanation[]
}
