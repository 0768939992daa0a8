import { metricWords, numberWords } from '../triggers/words.ts'
import type { Condition, Leaf, Operator, Scalar } from './condition.ts'
import { fieldOf } from './fields.ts'

const SIGNS: Partial<Record<Operator, string>> = { '>': '>', '>=': '≥', '<': '<', '<=': '≤', '=': 'is', '!=': 'is not' }

/** The condition as people say it: `ARR > 100,000 and (health score < 30 or risk level is high)`. */
export function describeCondition(condition: Condition): string {
  return words(condition, false)
}

function words(condition: Condition, inside: boolean): string {
  if ('not' in condition) {
    const inner = words(condition.not, true)
    return inner.startsWith('(') ? `not ${inner}` : `not (${inner})`
  }
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : null
  if (parts === null) return leafWords(condition as Leaf)
  const [only] = parts
  if (only && parts.length === 1) return words(only, inside)
  const joined = parts.map((part) => words(part, true)).join('all' in condition ? ' and ' : ' or ')
  return inside ? `(${joined})` : joined
}

/** How a field is called within a sentence. */
export function fieldWords(name: string): string {
  const { label, group } = fieldOf(name)
  if (group === 'Metrics') return metricWords(name)
  return label === name || name.startsWith('customer.properties.') ? label : label.toLowerCase()
}

/** A value as people write it. */
export function valueWords(value: Scalar | readonly Scalar[]): string {
  if (typeof value === 'object') return value.map(valueWords).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'number' ? numberWords(value) : value
}

/** One comparison as people say it: `health score is between 30 and 50`. */
export function leafWords({ field, operator, value = [] }: Leaf): string {
  const name = fieldWords(field)
  const list = [value].flat() as Scalar[]
  const either = list.map(valueWords).join(' or ')
  switch (operator) {
    case 'is_set':
      return `${name} is known`
    case 'is_not_set':
      return `${name} is not known`
    case 'in':
      return `${name} is ${either}`
    case 'not_in':
      return `${name} is not ${either}`
    case 'contains':
      return `${name} contains ${either}`
    case 'starts_with':
      return `${name} starts with ${either}`
    case 'between':
      return `${name} is between ${list.map(valueWords).join(' and ')}`
    default:
      return `${name} ${SIGNS[operator]} ${either}`
  }
}
