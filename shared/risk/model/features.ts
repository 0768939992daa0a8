import { glossesOf } from '../glossary/glossary.ts'
import type { Found } from '../grammar/match.ts'
import type { Sentence } from '../text/sentences.ts'

/** Features of a sentence, as hashes, each once: words and word classes, and pieces of words. */
export type Features = { words: Set<number>; pieces: Set<number> }

const BEGIN = 0x811c9dc5
const PRIME = 0x01000193

function hashOf(kind: string, text: string): number {
  let hash = BEGIN
  for (let i = 0; i < kind.length; i += 1) hash = Math.imul(hash ^ kind.charCodeAt(i), PRIME)
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME)
  return mixed(hash)
}

/** Spreads a hash over all its bits: the low ones choose the bucket. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 15)
  h = Math.imul(h, 0x2c1b3c6d)
  h ^= h >>> 12
  h = Math.imul(h, 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

/** Numbers are alike whatever they count. */
function generic(word: string): string {
  const first = word.charCodeAt(0)
  return first >= 0x30 && first <= 0x39 ? '#' : word
}

const LONGEST_PIECE = 5
const SHORTEST_PIECE = 3
/** How far apart, in words, two classes are still read together. */
const WINDOW = 7
/** The same for meanings, of which there are fewer than words. */
const NEAR = 3

/**
 * Words, neighbours, neighbours but one, named word classes and which follows which, what the words mean in whichever
 * language, rules that fit, and pieces of three to five letters, which carry inflections and other languages.
 */
export function featuresOf(
  sentence: Sentence,
  found: Found,
  named: readonly (string | undefined)[],
  fired: readonly string[],
): Features {
  const all = { words: new Set<number>(), pieces: new Set<number>() }
  const words = sentence.tokens.map((token) => generic(token.word))
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? ''
    const next = words[i + 1] ?? (sentence.question ? '?' : '.')
    all.words.add(hashOf('w', word)).add(hashOf('b', `${word} ${next}`))
    const afterNext = words[i + 2]
    if (afterNext !== undefined) all.words.add(hashOf('s', `${word} ${afterNext}`))
    addPieces(all.pieces, word)
  }
  all.words.add(hashOf('b', `^ ${words[0] ?? ''}`)).add(hashOf('b', `^ ${words[0] ?? ''} ${words[1] ?? ''}`))
  if (sentence.question) all.words.add(hashOf('m', '?'))
  if (sentence.exclamation) all.words.add(hashOf('m', '!'))
  addClasses(all.words, found, named)
  addGlosses(all.words, glossesOf(sentence.tokens))
  for (const tag of fired) all.words.add(hashOf('r', tag))
  return all
}

function addClasses(hashes: Set<number>, found: Found, named: readonly (string | undefined)[]): void {
  const present = found.present.filter((id) => named[id] !== undefined)
  for (const first of present) {
    const name = named[first] ?? ''
    hashes.add(hashOf('c', name))
    const end = found.at.get(first)?.[0]?.end ?? 0
    for (const second of present) {
      const distance = (found.at.get(second)?.[0]?.start ?? -1) - end
      if (distance >= 0 && distance < WINDOW) hashes.add(hashOf(name, named[second] ?? ''))
    }
  }
}

/** Meanings and which stand near each other, in whatever order: it differs between languages. */
function addGlosses(hashes: Set<number>, glosses: readonly string[]): void {
  for (const [at, gloss] of glosses.entries()) {
    hashes.add(hashOf('g', gloss))
    for (const near of glosses.slice(at + 1, at + 1 + NEAR))
      hashes.add(hashOf('h', gloss < near ? `${gloss} ${near}` : `${near} ${gloss}`))
  }
}

function addPieces(hashes: Set<number>, word: string): void {
  if (word.length < SHORTEST_PIECE) return
  const padded = `<${word}>`
  for (let from = 0; from + SHORTEST_PIECE <= padded.length; from += 1) {
    let hash = BEGIN
    const end = Math.min(from + LONGEST_PIECE, padded.length)
    for (let at = from; at < end; at += 1) {
      hash = Math.imul(hash ^ padded.charCodeAt(at), PRIME)
      if (at - from + 1 >= SHORTEST_PIECE) hashes.add(mixed(hash))
    }
  }
}
