import type { Token } from '../text/sentences.ts'

/** A place in the tree of phrases: what may follow, and which classes end here. Most are ends, so maps come when needed. */
export type Node = {
  words: Map<string, Node> | null
  stems: Stems | null
  classes: number[]
}

/** Beginnings of words, `cancel*` in a lexicon, and which lengths they have, or every word would be tried at every length. */
type Stems = { nodes: Map<string, Node>; lengths: number[] }

export function newNode(): Node {
  return { words: null, stems: null, classes: [] }
}

/** Adds a phrase; `*` at the end of a word stands for any ending. */
export function addPhrase(root: Node, words: readonly string[], classId: number): void {
  let node = root
  for (const word of words) node = word.endsWith('*') ? stemOf(node, word.slice(0, -1)) : wordOf(node, word)
  if (!node.classes.includes(classId)) node.classes.push(classId)
}

function wordOf(node: Node, word: string): Node {
  node.words ??= new Map()
  const known = node.words.get(word)
  if (known !== undefined) return known
  const next = newNode()
  node.words.set(word, next)
  return next
}

function stemOf(node: Node, stem: string): Node {
  node.stems ??= { nodes: new Map(), lengths: [] }
  const known = node.stems.nodes.get(stem)
  if (known !== undefined) return known
  const next = newNode()
  node.stems.nodes.set(stem, next)
  if (!node.stems.lengths.includes(stem.length)) node.stems.lengths.push(stem.length)
  return next
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
  const exact = node.words?.get(word)
  if (exact !== undefined) enter(exact, tokens, start, at + 1, found)
  if (node.stems === null) return
  for (const length of node.stems.lengths) {
    if (length > word.length) continue
    const stem = node.stems.nodes.get(word.slice(0, length))
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
  if (node.words !== null || node.stems !== null) walk(node, tokens, start, end, found)
}
