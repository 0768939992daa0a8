import type { Operator } from '../../../shared/rules/condition.ts'
import type { RuleField } from '../../../shared/rules/fields.ts'
import type { GroupKind } from './draft.ts'

const OF_NUMBERS: Record<Operator, string> = {
  '>': 'is more than',
  '>=': 'is at least',
  '<': 'is less than',
  '<=': 'is at most',
  '=': 'is',
  '!=': 'is not',
  in: 'is one of',
  not_in: 'is none of',
  contains: 'contains',
  starts_with: 'starts with',
  is_set: 'is known',
  is_not_set: 'is not known',
  between: 'is between',
}
const OF_LISTS: Partial<Record<Operator, string>> = {
  in: 'has one of',
  not_in: 'has none of',
  contains: 'has',
  is_set: 'is not empty',
  is_not_set: 'is empty',
}

export function operatorWords(field: RuleField, operator: Operator): string {
  return (field.type === 'list' ? OF_LISTS[operator] : undefined) ?? OF_NUMBERS[operator]
}

export const GROUP_WORDS: Record<GroupKind, string> = {
  all: 'all of',
  any: 'any of',
  none: 'none of',
  not_all: 'not all of',
}
