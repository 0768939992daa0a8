import { ENGLISH_CLASSES, ENGLISH_RULES } from './english/english.ts'
import { compileGrammar, findClasses, matches } from './grammar/grammar.ts'
import type { Match } from './grammar/match.ts'
import { guardsOf, stands } from './guards.ts'
import type { Sentence } from './text/sentences.ts'

const grammar = compileGrammar(ENGLISH_CLASSES, ENGLISH_RULES)
const guards = guardsOf(grammar)

/** Every built-in rule that fits a sentence and that nothing in it takes back. */
export function detect(sentence: Sentence): Match[] {
  const found = findClasses(grammar, sentence)
  if (found.present.length === 0) return []
  return matches(grammar, found).filter((match) => stands(match, sentence, found, guards))
}
