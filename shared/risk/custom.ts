import type { Evidence } from './evidence.ts'
import { addPhrase, findPhrases, newNode, type Node } from './grammar/lexicon.ts'
import type { RiskPhrase, RiskSettings } from './schema.ts'
import { fold } from './text/fold.ts'
import { type Sentence, sentencesOf } from './text/sentences.ts'

/** What a team changed, made ready: its phrases and exceptions as trees, its factors by tag. */
export type Custom = {
  phrases: Node
  /** The phrases by the number that the tree gives them. */
  known: RiskPhrase[]
  exceptions: Node
  factors: ReadonlyMap<string, number>
}

/** Settings are read once however many messages they are used for. */
const made = new WeakMap<RiskSettings, Custom>()

export function customOf(settings: RiskSettings): Custom {
  const known = made.get(settings)
  if (known !== undefined) return known
  const custom = makeCustom(settings)
  made.set(settings, custom)
  return custom
}

function makeCustom({ phrases = [], exceptions = [], factors = [] }: RiskSettings): Custom {
  const used = phrases.filter((one) => one.enabled)
  const custom: Custom = {
    phrases: newNode(),
    known: used,
    exceptions: newNode(),
    factors: new Map(factors.map(({ tag, factor }) => [tag, factor])),
  }
  for (const [number, { text }] of used.entries()) add(custom.phrases, text, number)
  for (const { text, enabled } of exceptions) if (enabled) add(custom.exceptions, text, 0)
  return custom
}

/** A phrase is folded as a text is; `*` stays a sign for any ending. A phrase of signs alone finds nothing. */
function add(root: Node, phrase: string, number: number): void {
  const words = phrase.split(/\s+/).flatMap((part) => {
    const stem = part.endsWith('*')
    const tokens = sentencesOf(fold(stem ? part.slice(0, -1) : part).text).flatMap((sentence) => sentence.tokens)
    return tokens.map(({ word }, at) => (stem && at === tokens.length - 1 ? `${word}*` : word))
  })
  if (words.length > 0) addPhrase(root, words, number)
}

/** The sentence with its exceptions made into words that mean nothing, at their places. */
export function without(custom: Custom, sentence: Sentence): Sentence {
  const hidden = new Set<number>()
  findPhrases(custom.exceptions, sentence.tokens, (_, start, end) => {
    for (let at = start; at < end; at += 1) hidden.add(at)
  })
  if (hidden.size === 0) return sentence
  return { ...sentence, tokens: sentence.tokens.map((token, at) => (hidden.has(at) ? { ...token, word: '·' } : token)) }
}

/** What the team's own phrases find in a sentence. */
export function ownEvidence(custom: Custom, { tokens }: Sentence): Evidence[] {
  const evidence: Evidence[] = []
  findPhrases(custom.phrases, tokens, (number, start, end) => {
    const phrase = custom.known[number]
    const [first, last] = [tokens[start], tokens[end - 1]]
    if (phrase === undefined || first === undefined || last === undefined) return
    evidence.push({ tag: phrase.tag, weight: phrase.weight, start: first.start, end: last.end })
  })
  return evidence
}

/** Evidence as the team weighs its tags; 0 switches a tag off. */
export function factored(custom: Custom, evidence: readonly Evidence[]): Evidence[] {
  if (custom.factors.size === 0) return [...evidence]
  return evidence
    .map((one) => ({ ...one, weight: Math.min(100, Math.round(one.weight * (custom.factors.get(one.tag) ?? 1))) }))
    .filter((one) => one.weight !== 0)
}
