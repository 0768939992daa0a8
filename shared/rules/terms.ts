import type { Condition, Leaf, Operator } from './condition.ts'
import { fieldOf } from './fields.ts'

/**
 * What is wanted of a comparison: true; false; or only that it is not true, or not false, which an unknown satisfies.
 */
export type Want = 'true' | 'false' | 'not_true' | 'not_false'

/** One comparison of an alternative. */
export type Literal = {
  leaf: Leaf
  want: Want
  /** A table by value can answer it. */
  tabled: boolean
  /** Number of the alternative it belongs to. */
  term: number
}
export type Term = Omit<Literal, 'term'>[]

/** A condition with more alternatives than that is not taken apart. */
const MOST = 64

const OPPOSITE: Record<Want, Want> = { true: 'false', false: 'true', not_true: 'not_false', not_false: 'not_true' }

/**
 * The alternatives (each a list of comparisons that hold together) under which a condition is what is wanted; null where
 * there are too many. In Kleene's logic taking apart and negating inwards change nothing.
 */
export function termsOf(condition: Condition, want: Want): Term[] | null {
  if ('not' in condition) return termsOf(condition.not, OPPOSITE[want])
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null
  if (parts === null) return [[literalOf(condition as Leaf, want)]]
  const positive = want === 'true' || want === 'not_false'
  return 'all' in condition === positive ? together(parts, want) : either(parts, want)
}

function either(parts: readonly Condition[], want: Want): Term[] | null {
  const terms: Term[] = []
  for (const part of parts) {
    const more = termsOf(part, want)
    if (more === null || terms.length + more.length > MOST) return null
    terms.push(...more)
  }
  return terms
}

function together(parts: readonly Condition[], want: Want): Term[] | null {
  let terms: Term[] = [[]]
  for (const part of parts) {
    const more = termsOf(part, want)
    if (more === null || terms.length * more.length > MOST) return null
    terms = terms.flatMap((term) => more.map((other) => [...term, ...other]))
  }
  return terms
}

const TABLED_TEXT: ReadonlySet<Operator> = new Set<Operator>(['=', '!=', 'in', 'not_in', 'is_set', 'is_not_set'])

function literalOf(leaf: Leaf, want: Want): Omit<Literal, 'term'> {
  const field = fieldOf(leaf.field)
  const tabled =
    field.type === 'number' || (field.type === 'text' && (field.values !== undefined || TABLED_TEXT.has(leaf.operator)))
  return { leaf, want, tabled }
}
