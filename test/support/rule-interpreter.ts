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
  if (Array.isArray(fact)) return ofTags(fact, operator, value)
  if (operator === 'in' || operator === 'not_in') return membership(fact, operator, value as unknown[])
  if (operator === 'contains' || operator === 'starts_with') {
    if (typeof fact !== 'string') return null
    return operator === 'contains' ? fact.indexOf(String(value)) !== -1 : fact.indexOf(String(value)) === 0
  }
  if (operator === '=' || operator === '!=') {
    if (typeof fact !== typeof value) return null
    return operator === '=' ? fact === value : fact !== value
  }
  return order(field, operator, fact, value)
}

function ofTags(fact: string[], operator: string, given: any): boolean {
  if (operator === 'contains') return fact.includes(given)
  const any = given.some((one: string) => fact.includes(one))
  return operator === 'in' ? any : !any
}

function membership(fact: unknown, operator: string, given: unknown[]): boolean | null {
  const inside = given.some((one) => one === fact)
  if (!inside && !given.some((one) => typeof one === typeof fact)) return null
  return operator === 'in' ? inside : !inside
}

function order(field: string, operator: string, fact: unknown, given: any): boolean | null {
  const ranks = RANKS[field]
  const number = (one: unknown) => (ranks ? ranks.indexOf(String(one)) : (one as number))
  const at = number(fact)
  if (typeof at !== 'number' || (ranks && at < 0)) return null
  if (operator === 'between') return at >= number(given[0]) && at <= number(given[1])
  const bound = number(given)
  return operator === '>' ? at > bound : operator === '>=' ? at >= bound : operator === '<' ? at < bound : at <= bound
}
