import type { ClassTable, RuleTable } from '../grammar/grammar.ts'
import { DUTCH_CLASSES, DUTCH_RULES } from './dutch.ts'
import { FRENCH_CLASSES, FRENCH_RULES } from './french.ts'
import { GERMAN_CLASSES, GERMAN_RULES } from './german.ts'
import { ITALIAN_CLASSES, ITALIAN_RULES } from './italian.ts'
import { PORTUGUESE_CLASSES, PORTUGUESE_RULES } from './portuguese.ts'
import { SPANISH_CLASSES, SPANISH_RULES } from './spanish.ts'

// Beyond English the hard indicators and the plainest anger are known. Words are written as they are read: without accents.
// Negation has other places in each language, so these rules say themselves what they take for a refusal.

export const OTHER_CLASSES: ClassTable[] = [
  GERMAN_CLASSES,
  FRENCH_CLASSES,
  SPANISH_CLASSES,
  DUTCH_CLASSES,
  PORTUGUESE_CLASSES,
  ITALIAN_CLASSES,
]

export const OTHER_RULES: RuleTable[] = [
  GERMAN_RULES,
  FRENCH_RULES,
  SPANISH_RULES,
  DUTCH_RULES,
  PORTUGUESE_RULES,
  ITALIAN_RULES,
]
