import type { Token } from '../text/sentences.ts'

/** A place in the tree of phrases: what may follow, and which classes end here. */
export type Node = {
  words: Map<string, Node>
  /** Beginnings of words, `cancel*` in a lexicon. */
  stems: Map<string, Node>
  /** Lengths that `stems` has, or every word would be tried at every length. */
  stemLengths: number[]
  classes: number[]
}

export function newNode(): Node {
  return { words: new Map(), stems: new Map(), stemLengths: [], classes: [] }
}

/** Adds a phrase; `*` at the end of a word stands for any ending. */
export function addPhrase(root: Node, words: readonly string[], classId: number): void {
  let node = root
  for (const word of words) {
    const stem = word.endsWith('*') ? word.slice(0, -1) : null
    const table = stem === null ? node.words : node.stems
    const key = stem ?? word
    let next = table.get(key)
    if (next === undefined) {
      next = newNode()
      table.set(key, next)
      if (stem !== null && !node.stemLengths.includes(key.length)) node.stemLengths.push(key.length)
    }
    node = next
  }
  if (!node.classes.includes(classId)) node.classes.push(classId)
}

/** A stretch of tokens that belongs to a class. */
export type Occurrence = { start: number; end: number }

/** Calls `found` for every phrase in the sentence, by rising start. Each token is looked up once per depth. */
export function findPhrases(
  root: Node,
  tokens: readonly Token[],
  found: (classId: number, start: number, end: number) => void,
): void {
  for (let start = 0; start < tokens.length; start += 1) walk(root, tokens, start, start, found)
}

function walk(
  node: Node,
  tokens: readonly Token[],
  start: number,
  at: number,
  found: (classId: number, start: number, end: number) => void,
): void {
  const word = tokens[at]?.word
  if (word === undefined) return
  const exact = node.words.get(word)
  if (exact !== undefined) enter(exact, tokens, start, at + 1, found)
  for (const length of node.stemLengths) {
    if (length > word.length) continue
    const stem = node.stems.get(word.slice(0, length))
    if (stem !== undefined) enter(stem, tokens, start, at + 1, found)
  }
}

function enter(
  node: Node,
  tokens: readonly Token[],
  start: number,
  end: number,
  found: (classId: number, start: number, end: number) => void,
): void {
  for (const classId of node.classes) found(classId, start, end)
  if (node.words.size > 0 || node.stemLengths.length > 0) walk(node, tokens, start, end, found)
}
