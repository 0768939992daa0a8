/** How a field is compared with what a rule says. */
export const OPERATORS = [
  '>',
  '>=',
  '<',
  '<=',
  '=',
  '!=',
  'in',
  'not_in',
  'contains',
  'starts_with',
  'is_set',
  'is_not_set',
  'between',
] as const
export type Operator = (typeof OPERATORS)[number]

export type Scalar = string | number | boolean
/** One value, the list of `in` and `not_in`, or the two ends of `between`; nothing for `is_set` and `is_not_set`. */
export type Operand = Scalar | readonly Scalar[]

export type Leaf = { field: string; operator: Operator; value?: Operand }
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf

export const LIMITS = { depth: 5, leaves: 50, bytes: 64 * 1024, list: 200, text: 2_000 } as const

/** Every comparison of a condition, in the order it is read. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf)
  if ('any' in condition) return condition.any.flatMap(leavesOf)
  return 'not' in condition ? leavesOf(condition.not) : [condition]
}

/** The fields that a condition reads, each once. */
export function fieldsOf(condition: Condition): string[] {
  return [...new Set(leavesOf(condition).map((leaf) => leaf.field))]
}
