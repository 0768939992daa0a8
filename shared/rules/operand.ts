import { storable } from '../text.ts'
import { LIMITS, type Operand, type Operator, type Scalar } from './condition.ts'
import type { FieldType, RuleField } from './fields.ts'

const NUMBER: readonly Operator[] = ['>', '>=', '<', '<=', '=', '!=', 'between', 'in', 'not_in', 'is_set', 'is_not_set']
const TEXT: readonly Operator[] = ['=', '!=', 'in', 'not_in', 'contains', 'starts_with', 'is_set', 'is_not_set']
const LIST: readonly Operator[] = ['contains', 'in', 'not_in', 'is_set', 'is_not_set']
const BOOLEAN: readonly Operator[] = ['=', '!=', 'is_set', 'is_not_set']
const ANY: readonly Operator[] = [...NUMBER, 'contains', 'starts_with']
const CHOICE: readonly Operator[] = ['=', '!=', 'in', 'not_in', 'is_set', 'is_not_set']

const BY_TYPE: Record<FieldType, readonly Operator[]> = {
  number: NUMBER,
  text: TEXT,
  list: LIST,
  boolean: BOOLEAN,
  any: ANY,
}

/** The operators that make sense for a field, in the order they are offered. */
export function operatorsOf(field: RuleField): readonly Operator[] {
  if (field.ranked) return NUMBER
  return field.values ? CHOICE : BY_TYPE[field.type]
}

/** What is wrong with a value, and where inside it; null where nothing is. */
export type Mistake = { path: (string | number)[]; message: string } | null

const here = (message: string): Mistake => ({ path: [], message })

/** Checks what a field is compared with. `given` says whether there is a value at all. */
export function operandMistake(field: RuleField, operator: Operator, value: unknown, given: boolean): Mistake {
  if (operator === 'is_set' || operator === 'is_not_set')
    return given ? here(`${operator} asks whether the field has a value: leave value out`) : null
  if (operator === 'between') return rangeMistake(field, value)
  if (operator === 'in' || operator === 'not_in') return listMistake(field, operator, value)
  return asMistake(scalarMistake(field, operator, value))
}

const asMistake = (message: string | null): Mistake => (message === null ? null : here(message))

function rangeMistake(field: RuleField, value: unknown): Mistake {
  if (!Array.isArray(value) || value.length !== 2)
    return here('between takes a list of two: the lowest and the highest')
  for (const [index, one] of value.entries()) {
    const message = scalarMistake(field, 'between', one)
    if (message !== null) return { path: [index], message }
  }
  const rank = (one: unknown) => (field.values ? field.values.indexOf(String(one)) : Number(one))
  return rank(value[0]) > rank(value[1]) ? { path: [1], message: 'The highest must not be below the lowest' } : null
}

function listMistake(field: RuleField, operator: Operator, value: unknown): Mistake {
  if (!Array.isArray(value)) return here(`${operator} takes a list of values`)
  if (value.length === 0) return here('The list is empty: name at least one value')
  if (value.length > LIMITS.list) return here(`A list has at most ${LIMITS.list} values; this one has ${value.length}`)
  for (const [index, one] of value.entries()) {
    const message = scalarMistake(field, operator, one)
    if (message !== null) return { path: [index], message }
  }
  return null
}

const ORDERING: ReadonlySet<Operator> = new Set<Operator>(['>', '>=', '<', '<=', 'between'])
const TEXTUAL: ReadonlySet<Operator> = new Set<Operator>(['contains', 'starts_with'])

function scalarMistake(field: RuleField, operator: Operator, value: unknown): string | null {
  if (field.values)
    return typeof value === 'string' && field.values.includes(value)
      ? null
      : `${field.label} is one of ${field.values.join(', ')}`
  if (field.type === 'number' || (field.type === 'any' && ORDERING.has(operator))) return numberMistake(field, value)
  if (field.type === 'boolean') return typeof value === 'boolean' ? null : `${field.label} is true or false`
  if (field.type === 'any' && !TEXTUAL.has(operator)) {
    if (typeof value === 'boolean') return null
    if (typeof value === 'number') return numberMistake(field, value)
  }
  return textMistake(field, value)
}

function numberMistake(field: RuleField, value: unknown): string | null {
  return typeof value === 'number' && Number.isFinite(value) ? null : `${field.label} is compared with a number`
}

function textMistake(field: RuleField, value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return `${field.label} is compared with text`
  if (value.length > LIMITS.text) return `At most ${LIMITS.text} characters`
  return storable(value) ? null : 'Contains characters that cannot be stored (NUL or half of a surrogate pair)'
}

/** The value as it is kept: a plain scalar or list, nothing else that came with it. */
export function keptOperand(value: unknown): Operand {
  return Array.isArray(value) ? value.map((one) => one as Scalar) : (value as Scalar)
}
