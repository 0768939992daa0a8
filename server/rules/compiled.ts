import { type Condition, fieldsOf } from '../../shared/rules/condition.ts'
import { factOf } from '../../shared/rules/fields.ts'
import { factReader, flipFinder, type Known, type Moment } from '../../shared/rules/known.ts'
import type { FactValue } from '../../shared/rules/match.ts'
import { createRuleSet, type RuleSet } from '../../shared/rules/rule-set.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { RuleRow } from './store.ts'

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

/** The facts, as history names them, that any of these conditions reads. */
export function factsRead(conditions: readonly Condition[]): Set<string> {
  return new Set(conditions.flatMap(fieldsOf).map(factOf))
}

/** Keeps what was compiled last for each organization, for as long as its rules stay at the same versions. */
export function createCompiler(): (organizationId: string, rules: readonly RuleRow[]) => Compiled {
  const known = new Map<string, { key: string; compiled: Compiled }>()
  return (organizationId, rules) => {
    const key = rules.map(({ id, version }) => `${id}:${version}`).join()
    const found = known.get(organizationId)
    if (found?.key === key) return found.compiled
    const compiled = compileRules(rules.map(({ conditions }) => conditions))
    known.set(organizationId, { key, compiled })
    return compiled
  }
}
