import type { Token } from '../text/sentences.ts'
import { BUSINESS_WORDS } from './business.ts'
import { TALK_WORDS } from './talk.ts'
import { OFFICE_WORDS } from './office.ts'

/**
 * Words that mean the same, a line each: English | German | French | Spanish | Dutch | Portuguese | Italian, as they are
 * read: without accents. The first word names the line.
 */
const TABLES = [BUSINESS_WORDS, TALK_WORDS, OFFICE_WORDS]
const LANGUAGES = 7

/** For each language, the name of the line by the word; a word that stands in two lines means the first. */
function read(): Map<string, string>[] {
  const glossaries = Array.from({ length: LANGUAGES }, () => new Map<string, string>())
  for (const line of TABLES.flatMap((table) => table.trim().split('\n'))) {
    const columns = line.trim().split(' | ')
    const [name = ''] = line.trim().split(' ', 1)
    for (const [language, glossary] of glossaries.entries()) {
      for (const word of columns[language]?.split(' ') ?? []) if (!glossary.has(word)) glossary.set(word, name)
    }
  }
  return glossaries
}

/** With the first sentence that is read, as the rules. */
let ready: Map<string, string>[] | undefined

const LONG = 6

/** The word itself, or without an ending. */
function glossOf(glossary: ReadonlyMap<string, string>, word: string): string | undefined {
  return (
    glossary.get(word) ??
    (word.length < LONG ? undefined : (glossary.get(word.slice(0, -1)) ?? glossary.get(word.slice(0, -2))))
  )
}

/**
 * What the words of a sentence mean, by the names of their lines, in the first language that knows more than half of
 * them, or else the one that knows most: the same for the same sentence in another language, but for the order.
 */
export function glossesOf(tokens: readonly Token[]): string[] {
  ready ??= read()
  let most: string[] = []
  for (const glossary of ready) {
    const glosses = tokens.flatMap(({ word }) => glossOf(glossary, word) ?? [])
    if (glosses.length > most.length) most = glosses
    if (2 * most.length > tokens.length) break
  }
  return most
}
