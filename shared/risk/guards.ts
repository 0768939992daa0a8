import type { Grammar } from './grammar/grammar.ts'
import type { Found, Match } from './grammar/match.ts'
import { factsOf, type Tag } from './tags.ts'
import type { Sentence } from './text/sentences.ts'

/** The classes by which words are taken for what they are not. */
export type Guards = {
  not: number
  notReally: number
  howto: number
  past: number
  hypothetical: number
  strangers: number
}

export function guardsOf(grammar: Grammar): Guards {
  return {
    not: grammar.classId('not'),
    notReally: grammar.classId('notreally'),
    howto: grammar.classId('howto'),
    past: grammar.classId('past'),
    hypothetical: grammar.classId('hypothetical'),
    strangers: grammar.classId('strangers'),
  }
}

/** How many words before a match a negation still reaches it. */
const REACH = 3

/** Feelings about the past are still feelings; events of the past are over. */
const EVENTS: ReadonlySet<Tag> = new Set([
  'outage',
  'termination',
  'competitor',
  'churn_intent',
  'data_loss',
  'security_incident',
])

/** False where the sentence takes the words back: negated, only asked about, over, supposed, or somebody else's. */
export function stands(match: Match, sentence: Sentence, found: Found, guards: Guards): boolean {
  const { rule } = match
  if (rule.weight < 0) return true
  if (!rule.negated && isNegated(match, sentence, found, guards)) return false
  const hard = factsOf(rule.tag)?.hard === true
  if (!hard) return true
  if (!rule.asked && isHowTo(match, sentence, found, guards)) return false
  if (EVENTS.has(rule.tag) && found.at.has(guards.past)) return false
  if (found.at.has(guards.hypothetical) && !rule.asked) return false
  return !found.at.has(guards.strangers)
}

/** A negation that no element of the rule took, inside the match or shortly before it and not beyond a comma. */
function isNegated(match: Match, sentence: Sentence, found: Found, guards: Guards): boolean {
  const pretended = found.at.get(guards.notReally) ?? []
  return (found.at.get(guards.not) ?? []).some(({ start, end }) => {
    if (start >= match.end || start < match.start - REACH - 1) return false
    if (match.taken.some((one) => start >= one.start && start < one.end)) return false
    if (pretended.some((one) => start >= one.start && end <= one.end)) return false
    if (start > match.start) return true
    for (let at = end; at <= match.start; at += 1) if (sentence.tokens[at]?.pause === true) return false
    return true
  })
}

/** "How do I cancel a scheduled report?": the question stands before the words it asks about. */
function isHowTo(match: Match, sentence: Sentence, found: Found, guards: Guards): boolean {
  const [first] = found.at.get(guards.howto) ?? []
  return first !== undefined && first.start <= match.start + 1 && (sentence.question || first.start <= 2)
}
