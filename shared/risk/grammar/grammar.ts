import { type Sentence, wordsOf } from '../text/sentences.ts'
import type { Tag } from '../tags.ts'
import { addPhrase, findPhrases, newNode, type Node } from './lexicon.ts'
import { fitRule, type Found, type Match } from './match.ts'
import { isName, readRules, type Rule } from './read.ts'

/** Words by the name of their class, alternatives separated by `|`; `$name` takes another class in. */
export type ClassTable = Readonly<Record<string, string>>
export type RuleTable = Readonly<Partial<Record<Tag, string>>>

export type Grammar = {
  root: Node
  /** Rules by the class that the fewest of them have: only those are tried whose class is in the sentence. */
  byAnchor: Rule[][]
  /** Names by number; words in a rule itself have none. */
  names: (string | undefined)[]
  /** The number of a named class, for guards. */
  classId(name: string): number
}

/** Compiles word classes and rule tables; throws on an unknown class or a malformed rule. */
export function compileGrammar(classTables: readonly ClassTable[], ruleTables: readonly RuleTable[]): Grammar {
  const root = newNode()
  const ids = new Map<string, number>()
  const words = new Map<string, string>()
  for (const table of classTables) {
    for (const [name, list] of Object.entries(table)) {
      const known = words.get(name)
      words.set(name, known === undefined ? list : `${known}|${list}`)
    }
  }
  const idOf = (reference: string): number => {
    const known = ids.get(reference)
    if (known !== undefined) return known
    const id = ids.size
    ids.set(reference, id)
    for (const phrase of phrasesOf(reference, words, 0)) addPhrase(root, wordsOf(phrase), id)
    return id
  }
  const rules = ruleTables.flatMap((table) =>
    Object.entries(table).flatMap(([tag, lines]) => readRules(tag as Tag, lines, { idOf })),
  )
  for (const name of words.keys()) idOf(`$${name}`)
  const names = Array.from(ids.keys(), (reference) => (isName(reference) ? reference.slice(1) : undefined))
  return { root, byAnchor: anchored(rules, ids.size), names, classId: (name) => idOf(`$${name}`) }
}

function phrasesOf(reference: string, words: ReadonlyMap<string, string>, depth: number): string[] {
  if (depth > 4) throw new Error(`The class ${reference} takes itself in`)
  const list = isName(reference) ? words.get(reference.slice(1)) : reference
  if (list === undefined) throw new Error(`There is no word class ${reference}`)
  return list
    .split('|')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    .flatMap((phrase) => (isName(phrase) ? phrasesOf(phrase, words, depth + 1) : [phrase]))
}

function anchored(rules: readonly Rule[], size: number): Rule[][] {
  const uses = Array.from({ length: size }, () => 0)
  for (const rule of rules)
    for (const { classes } of rule.elements) for (const id of classes) uses[id] = (uses[id] ?? 0) + 1
  const byAnchor: Rule[][] = Array.from({ length: size }, () => [])
  const cost = (classes: readonly number[]) => classes.reduce((sum, id) => sum + (uses[id] ?? 0), 0)
  for (const rule of rules) {
    const [rarest] = [...rule.elements].sort((a, b) => cost(a.classes) - cost(b.classes))
    for (const id of rarest?.classes ?? []) byAnchor[id]?.push(rule)
  }
  return byAnchor
}

/** Where every class stands in a sentence. */
export function findClasses(grammar: Grammar, sentence: Sentence): Found {
  const found: Found = { at: new Map(), present: [] }
  findPhrases(grammar.root, sentence.tokens, (classId, start, end) => {
    const known = found.at.get(classId)
    if (known === undefined) {
      found.at.set(classId, [{ start, end }])
      found.present.push(classId)
    } else known.push({ start, end })
  })
  return found
}

/** Every rule that fits, at most once per sentence. */
export function matches(grammar: Grammar, found: Found): Match[] {
  const all: Match[] = []
  const tried = new Set<Rule>()
  for (const classId of found.present) {
    for (const rule of grammar.byAnchor[classId] ?? []) {
      if (tried.has(rule)) continue
      tried.add(rule)
      if (!rule.elements.every(({ classes }) => classes.some((id) => found.at.has(id)))) continue
      if (rule.unless.some((id) => found.at.has(id))) continue
      const match = fitRule(rule, found)
      if (match !== null) all.push(match)
    }
  }
  return all
}
