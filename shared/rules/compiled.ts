import type { Instant } from '../time/instant.ts'
import type { Condition } from './condition.ts'
import { factReader, flipFinder, type Known, type Moment } from './known.ts'
import type { FactValue } from './match.ts'
import { createRuleSet, type RuleSet } from './rule-set.ts'

/** Rules compiled together, with what reads their facts. */
export type Compiled = {
  set: RuleSet
  facts(known: Known, moment: Moment): FactValue[]
  /** When a result may change by itself. */
  nextFlip(known: Known, moment: Moment): Instant | null
}

export function compileRules(conditions: readonly Condition[]): Compiled {
  const set = createRuleSet(conditions)
  return { set, facts: factReader(set.fields), nextFlip: flipFinder(conditions) }
}
