import type { Condition, Leaf, Scalar } from './condition.ts'
import { fieldOf } from './fields.ts'

/** A reading too old to be believed: there is a value, but nobody knows whether it still holds. */
export const STALE: unique symbol = Symbol('stale')
/** What is known of a field; null or undefined: nothing. */
export type FactValue = Scalar | readonly string[] | typeof STALE | null | undefined
/** One value per slot of a rule set. */
export type Facts = readonly FactValue[]

export const FALSE = 0
export const TRUE = 1
/** Missing data is neither true nor false, and its negation is not either. */
export const UNKNOWN = 2
export type Truth = typeof FALSE | typeof TRUE | typeof UNKNOWN
export type Test = (facts: Facts) => Truth

export const TRUTH_WORDS = ['false', 'true', 'unknown'] as const

/** Where each field stands in the facts of a rule set. */
export type Slots = ReadonlyMap<string, number>

/** Every field once, in the order given. */
export function slotsOf(fields: Iterable<string>): Map<string, number> {
  const slots = new Map<string, number>()
  for (const field of fields) if (!slots.has(field)) slots.set(field, slots.size)
  return slots
}

/**
 * Compiles a condition to a closure over facts. Three-valued (Kleene): `all` is false where any part is, else unknown
 * where any part is; `any` the other way round; the negation of unknown is unknown.
 */
export function compile(condition: Condition, slots: Slots): Test {
  if ('all' in condition) return allOf(condition.all.map((one) => compile(one, slots)))
  if ('any' in condition) return anyOf(condition.any.map((one) => compile(one, slots)))
  if ('not' in condition) {
    const inner = compile(condition.not, slots)
    return (facts) => negated(inner(facts))
  }
  return compileLeaf(condition, slots)
}

function negated(truth: Truth): Truth {
  if (truth === UNKNOWN) return UNKNOWN
  return truth === TRUE ? FALSE : TRUE
}

function allOf(tests: readonly Test[]): Test {
  const [first, second] = tests
  if (first && tests.length === 1) return first
  if (first && second && tests.length === 2)
    return (facts) => {
      const one = first(facts)
      if (one === FALSE) return FALSE
      const other = second(facts)
      return one === TRUE ? other : other === FALSE ? FALSE : UNKNOWN
    }
  return (facts) => {
    let result: Truth = TRUE
    for (const test of tests) {
      const one = test(facts)
      if (one === FALSE) return FALSE
      if (one === UNKNOWN) result = UNKNOWN
    }
    return result
  }
}

function anyOf(tests: readonly Test[]): Test {
  return (facts) => {
    let result: Truth = FALSE
    for (const test of tests) {
      const one = test(facts)
      if (one === TRUE) return TRUE
      if (one === UNKNOWN) result = UNKNOWN
    }
    return result
  }
}

/** A single comparison as a closure. */
export function compileLeaf(leaf: Leaf, slots: Slots): Test {
  const slot = slots.get(leaf.field)
  if (slot === undefined) throw new Error(`The field ${leaf.field} has no slot`)
  const holds = comparison(leaf)
  const { operator } = leaf
  if (operator === 'is_set' || operator === 'is_not_set') {
    const [set, missing] = operator === 'is_set' ? ([TRUE, FALSE] as const) : ([FALSE, TRUE] as const)
    return (facts) => {
      const fact = facts[slot]
      if (fact === STALE) return UNKNOWN
      return fact === null || fact === undefined || (typeof fact === 'object' && fact.length === 0) ? missing : set
    }
  }
  return (facts) => {
    const fact = facts[slot]
    if (fact === null || fact === undefined || fact === STALE) return UNKNOWN
    return holds(fact)
  }
}

type Known = Scalar | readonly string[]
type Comparison = (fact: Known) => Truth

const truth = (holds: boolean): Truth => (holds ? TRUE : FALSE)

/** Values of a ranked field are compared by their rank. */
function rankOf(field: string): ((value: Known) => unknown) | null {
  const { values, ranked } = fieldOf(field)
  if (!ranked || !values) return null
  const ranks = new Map<unknown, number>(values.map((value, rank) => [value, rank]))
  return (value) => ranks.get(value)
}

function comparison({ field, operator, value }: Leaf): Comparison {
  const list = (Array.isArray(value) ? value : [value]) as Scalar[]
  const rank = rankOf(field)
  if (operator === 'in' || operator === 'not_in') return membership(list, operator === 'in')
  if (operator === 'contains' || operator === 'starts_with') return textual(String(value), operator)
  if (operator === '=' || operator === '!=') {
    const [same, other] = operator === '=' ? ([TRUE, FALSE] as const) : ([FALSE, TRUE] as const)
    const kind = typeof value
    return (fact) => (fact === value ? same : typeof fact === kind ? other : UNKNOWN)
  }
  const bounds = list.map((one) => (rank ? rank(one) : one) as number)
  const ordered = ordering(operator, bounds)
  if (rank)
    return (fact) => {
      const at = rank(fact)
      return typeof at === 'number' ? ordered(at) : UNKNOWN
    }
  return (fact) => (typeof fact === 'number' ? ordered(fact) : UNKNOWN)
}

function ordering(operator: Leaf['operator'], [bound = 0, high = bound]: number[]): (fact: number) => Truth {
  switch (operator) {
    case '>':
      return (fact) => (fact > bound ? TRUE : FALSE)
    case '>=':
      return (fact) => (fact >= bound ? TRUE : FALSE)
    case '<':
      return (fact) => (fact < bound ? TRUE : FALSE)
    case '<=':
      return (fact) => (fact <= bound ? TRUE : FALSE)
    default:
      return (fact) => (fact >= bound && fact <= high ? TRUE : FALSE)
  }
}

/** Of a list of tags: has it any of these. Of anything else: is it one of these, which no value of another kind can be. */
function membership(list: readonly Scalar[], wanted: boolean): Comparison {
  const values = new Set<unknown>(list)
  const kinds = new Set(list.map((one) => typeof one))
  return (fact) => {
    if (typeof fact === 'object') return truth(fact.some((one) => values.has(one)) === wanted)
    if (values.has(fact)) return truth(wanted)
    return kinds.has(typeof fact) ? truth(!wanted) : UNKNOWN
  }
}

function textual(part: string, operator: 'contains' | 'starts_with'): Comparison {
  return (fact) => {
    if (typeof fact === 'object') return truth(operator === 'contains' && fact.includes(part))
    if (typeof fact !== 'string') return UNKNOWN
    return truth(operator === 'contains' ? fact.includes(part) : fact.startsWith(part))
  }
}
