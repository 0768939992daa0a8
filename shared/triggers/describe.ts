import { DomainError } from '../errors.ts'
import type { Instant } from '../time/instant.ts'
import { instantOf } from '../time/zone.ts'
import type { Logic, Trigger } from './schema.ts'
import { conditionWords, listWords, type WordsContext } from './words.ts'

/**
 * What a set means in one sentence's tail, for `willEscalate`, `willWake`, `willReactivate` and the preview:
 * `on Fri 15 Jan 2027, 09:00 (New York) and when health score ≤ 30`; `immediately` for an empty set.
 * Half-finished dates of a form are told as they are written.
 */
export function describeSet(triggers: readonly Trigger[], logic: Logic, context: WordsContext): string {
  if (triggers.length === 0) return 'immediately'
  const items = triggers.map((trigger) =>
    conditionWords(trigger.config, writtenInstant(trigger, context.zone), context),
  )
  return listWords(items, logic === 'AND' ? 'and' : 'or')
}

function writtenInstant(trigger: Trigger, zone: string): Instant | null {
  if (trigger.type !== 'date') return null
  try {
    return instantOf(trigger.config.date, trigger.config.timezone, zone)
  } catch (error) {
    if (error instanceof DomainError) return null
    throw error
  }
}
