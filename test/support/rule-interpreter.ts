import type { Condition, Leaf } from '../../shared/rules/condition.ts'
import { STALE } from '../../shared/rules/match.ts'

export type World = Record<string, unknown>

const RANKS: Record<string, string[]> = {
  'workflow.priority': ['low', 'normal', 'high', 'urgent'],
  risk_level: ['low', 'medium', 'high', 'critical'],
}

/** The meaning of a condition, written down as slowly and as differently from the product as possible. */
export function interpret(condition: Condition, world: World): 'true' | 'false' | 'unknown' {
  if ('all' in condition) {
    const results = condition.all.map((one) => interpret(one, world))
    if (results.includes('false')) return 'false'
    return results.includes('unknown') ? 'unknown' : 'true'
  }
  if ('any' in condition) {
    const results = condition.any.map((one) => interpret(one, world))
    if (results.includes('true')) return 'true'
    return results.includes('unknown') ? 'unknown' : 'false'
  }
  if ('not' in condition) {
    const result = interpret(condition.not, world)
    return result === 'unknown' ? 'unknown' : result === 'true' ? 'false' : 'true'
  }
  const known = compare(condition, world[condition.field])
  return known === null ? 'unknown' : known ? 'true' : 'false'
}

function compare({ field, operator, value }: Leaf, fact: any): boolean | null {
  if (fact === STALE) return null
  const missing = fact === null || fact === undefined
  const empty = missing || (Array.isArray(fact) && fact.length === 0)
  if (operator === 'is_set') return !empty
  if (operator === 'is_not_set') return empty
  if (missing) return null
  const given: any = value
  if (Array.isArray(fact)) {
    if (operator === 'contains') return fact.includes(given)
    const any = given.some((one: unknown) => fact.includes(one))
    return operator === 'in' ? any : !any
  }
  if (operator === 'in' || operator === 'not_in') {
    const inside = given.some((one: unknown) => one === fact)
    if (!inside && !given.some((one: unknown) => typeof one === typeof fact)) return null
    return operator === 'in' ? inside : !inside
  }
  if (operator === 'contains' || operator === 'starts_with') {
    if (typeof fact !== 'string') return null
    return operator === 'contains' ? fact.indexOf(given) !== -1 : fact.indexOf(given) === 0
  }
  if (operator === '=' || operator === '!=') {
    if (typeof fact !== typeof given) return null
    return operator === '=' ? fact === given : fact !== given
  }
  const number = (one: unknown) => (RANKS[field] ? RANKS[field].indexOf(String(one)) : one)
  const at = number(fact) as number
  if (typeof at !== 'number' || (RANKS[field] && at < 0)) return null
  if (operator === 'between') return at >= (number(given[0]) as number) && at <= (number(given[1]) as number)
  const bound = number(given) as number
  return { '>': at > bound, '>=': at >= bound, '<': at < bound, '<=': at <= bound }[operator]
}
