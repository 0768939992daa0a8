import type { ClassTable, RuleTable } from '../grammar/grammar.ts'
import { CHURN_RULES } from './churn.ts'
import { DEMAND_RULES } from './demands.ts'
import { FEELING_RULES } from './feelings.ts'
import { GUARDS } from './guards.ts'
import { LEGAL_WORDS } from './legal-words.ts'
import { OBJECTS } from './objects.ts'
import { PEOPLE } from './people.ts'
import { SERVICE_RULES } from './service.ts'
import { SERVICE_WORDS } from './service-words.ts'
import { SITUATIONS } from './situations.ts'
import { TONE_WORDS } from './tone-words.ts'
import { TROUBLE_RULES } from './trouble.ts'
import { VERBS } from './verbs.ts'
import { WORRY_RULES } from './worries.ts'

export const ENGLISH_CLASSES: ClassTable[] = [
  PEOPLE,
  VERBS,
  OBJECTS,
  GUARDS,
  SITUATIONS,
  LEGAL_WORDS,
  SERVICE_WORDS,
  TONE_WORDS,
]

export const ENGLISH_RULES: RuleTable[] = [
  CHURN_RULES,
  TROUBLE_RULES,
  DEMAND_RULES,
  SERVICE_RULES,
  FEELING_RULES,
  WORRY_RULES,
]
