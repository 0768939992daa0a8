import { type Condition, fieldsOf } from '../../shared/rules/condition.ts'
import { type Compiled, compileRules } from '../../shared/rules/compiled.ts'
import { factOf } from '../../shared/rules/fields.ts'
import type { RuleRow } from './store.ts'

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
