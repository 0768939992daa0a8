import type { Breakdown } from './schema.ts'

const TRIGGER_TYPE_WORDS = new Map([
  ['immediate', 'Immediate'],
  ['date', 'Date'],
  ['event', 'Event'],
  ['combined', 'Combined'],
])
const LOGIC_WORDS = new Map([
  ['AND', 'All of'],
  ['OR', 'Any of'],
])
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const COUNT_WORDS = ['Immediate', '1 trigger', '2 triggers', '3 triggers']

/** What a breakdown's key is called where no row in the database has a name for it. */
export function wordsOf(by: Breakdown, key: string): string {
  switch (by) {
    case 'triggerType':
      return TRIGGER_TYPE_WORDS.get(key) ?? key
    case 'logic':
      return LOGIC_WORDS.get(key) ?? key
    case 'triggerCount':
      return COUNT_WORDS[Number(key)] ?? key
    case 'weekday':
      return WEEKDAYS[Number(key) - 1] ?? key
    case 'hour':
      return `${key.padStart(2, '0')}:00`
    case 'recipient':
      return 'Nobody yet'
    case 'team':
      return 'In no team'
    case 'definition':
    case 'day':
      return key
  }
}
