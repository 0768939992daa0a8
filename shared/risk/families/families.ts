import type { ClassTable } from '../grammar/grammar.ts'
import { BUSINESS_FAMILIES } from './business.ts'
import { INCIDENT_FAMILIES } from './incidents.ts'
import { TONE_FAMILIES } from './tone.ts'

/**
 * Families of words that mean alike, whatever the language. No rule stands on them: the model reads them, so that what it
 * learned of one word, in one language, it knows of the others.
 */
export const FAMILIES: ClassTable[] = [BUSINESS_FAMILIES, INCIDENT_FAMILIES, TONE_FAMILIES]
