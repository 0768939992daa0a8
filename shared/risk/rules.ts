import { ENGLISH_CLASSES, ENGLISH_RULES } from './english/english.ts'
import { FAMILIES } from './families/families.ts'
import { compileGrammar, findClasses, matches } from './grammar/grammar.ts'
import type { Match } from './grammar/match.ts'
import { guardsOf, stands } from './guards.ts'
import { OTHER_CLASSES, OTHER_RULES } from './languages/languages.ts'
import { type Features, featuresOf } from './model/features.ts'
import type { Sentence } from './text/sentences.ts'

/** Words of developers among themselves, of consumers at their bank, of errands. */
const ELSEWHERE = ['technical', 'consumer', 'consumerwait', 'everyday']

function compiled() {
  const grammar = compileGrammar(
    [...ENGLISH_CLASSES, ...OTHER_CLASSES, ...FAMILIES],
    [...ENGLISH_RULES, ...OTHER_RULES],
  )
  return { grammar, guards: guardsOf(grammar), elsewhere: ELSEWHERE.map((name) => grammar.classId(name)) }
}

/** With the first sentence that is read: it takes a fifth of the time that a process needs to start, and most read none. */
let ready: ReturnType<typeof compiled> | undefined

/**
 * Every built-in rule that fits a sentence and that nothing in it takes back, what the model reads in it, and
 * whether it speaks of something else than business between a customer and a supplier.
 */
export function detect(
  sentence: Sentence,
  forModel: boolean,
): { matches: Match[]; features: Features | null; private: boolean } {
  ready ??= compiled()
  const { grammar, guards, elsewhere } = ready
  const found = findClasses(grammar, sentence)
  const fitting = matches(grammar, found).filter((match) => stands(match, sentence, found, guards))
  const fired = () => new Set(fitting.map(({ rule }) => `${rule.tag} ${Math.round(rule.weight / 10)}`))
  const features = forModel ? featuresOf(sentence, found, grammar.names, [...fired()]) : null
  return { matches: fitting, features, private: elsewhere.some((id) => found.at.has(id)) }
}
