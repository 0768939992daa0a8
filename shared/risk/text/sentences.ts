/** A word, a number or a smiley, with its place in the folded text. */
export type Token = {
  word: string
  start: number
  end: number
  /** A comma, colon, dash or bracket stands before it: negation does not reach across. */
  pause: boolean
}

export type Sentence = {
  tokens: Token[]
  start: number
  end: number
  /** It ends in a question mark. */
  question: boolean
  exclamation: boolean
}

/** A sentence without an end is cut here, so that the cost of a message grows with its length alone. */
const LONGEST = 64

const WORD = /[\p{L}\p{N}_#&]+(?:['’][\p{L}]+)*|[.!?…;\n\ufffc]+|[$€£%]|[,:()[\]{}"–—/|*]|-+/gu
const ENDS = /^[.!?…;\n\ufffc]/

/** Cuts folded text into sentences of tokens. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let tokens: Token[] = []
  let pause = false
  const close = (mark: string): void => {
    const [first] = tokens
    const last = tokens.at(-1)
    if (first === undefined || last === undefined) return
    const question = mark.includes('?')
    tokens = joinSpelled(tokens)
    sentences.push({ tokens, start: first.start, end: last.end, question, exclamation: mark.includes('!') })
    tokens = []
    pause = false
  }
  for (const found of text.matchAll(WORD)) {
    const [mark] = found
    const at = found.index
    if (ENDS.test(mark)) {
      if (isEnd(text, mark, at, tokens)) close(mark)
      else pause = mark !== '.' && mark !== '\n'
    } else if (isWord(mark)) {
      for (const token of split(mark, at, pause)) tokens.push(token)
      pause = false
      if (tokens.length >= LONGEST) close('')
    } else pause = true
  }
  close('')
  return sentences
}

function isWord(mark: string): boolean {
  const code = mark.charCodeAt(0)
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code > 0x2020 ||
    /[\p{L}\p{N}$%#&_£]/u.test(mark)
  )
}

/** A point inside a number or an abbreviation and a line that a mail program wrapped end no sentence. */
function isEnd(text: string, mark: string, at: number, tokens: readonly Token[]): boolean {
  if (mark === '.') {
    const next = text[at + 1]
    if (next !== undefined && next !== ' ' && next !== '\n' && next !== '"' && next !== "'" && next !== ')')
      return false
    const last = tokens.at(-1)?.word ?? ''
    return last.length > 1 && !ABBREVIATIONS.has(last)
  }
  if (mark === '\n') return !isWrapped(text, at)
  return true
}

const ABBREVIATIONS = new Set([
  'mr',
  'mrs',
  'ms',
  'dr',
  'inc',
  'ltd',
  'vs',
  'approx',
  'etc',
  'no',
  'nr',
  'bzw',
  'ca',
  'st',
])
const WRAP_WIDTH = 55

function isWrapped(text: string, at: number): boolean {
  const before = text.lastIndexOf('\n', at - 1)
  return at - before > WRAP_WIDTH && /[a-z]/.test(text[at + 1] ?? '')
}

const SUFFIXES = new Map([
  ["'ll", 'will'],
  ["'ve", 'have'],
  ["'re", 'are'],
  ["'m", 'am'],
  ["'d", 'would'],
  ["'s", "'s"],
])

/** `we'll` → `we` `will`, `l'abonnement` → `l'` `abonnement`; `won't` stays one word. */
function split(mark: string, at: number, pause: boolean): Token[] {
  const quote = mark.indexOf("'")
  if (quote < 0) return [{ word: squeeze(mark), start: at, end: at + mark.length, pause }]
  const suffix = SUFFIXES.get(mark.slice(quote))
  const end = at + mark.length
  const cutAt = suffix !== undefined ? quote : mark.endsWith("n't") || mark.endsWith("'t") ? mark.length : quote + 1
  if (cutAt === mark.length) return [{ word: mark, start: at, end, pause }]
  return [
    { word: squeeze(mark.slice(0, cutAt)), start: at, end: at + cutAt, pause },
    { word: suffix ?? mark.slice(cutAt), start: at + cutAt, end, pause: false },
  ]
}

/** The words of a lexicon's phrase, cut as those of a text. */
export function wordsOf(phrase: string): string[] {
  return phrase
    .split(' ')
    .flatMap((part) => (part.includes("'") ? split(part, 0, false).map((token) => token.word) : [part]))
}

/** `sooo` → `so`: a letter three times or more is stretched for emphasis. Numbers stay. */
function squeeze(word: string): string {
  return STRETCHED.test(word) ? word.replace(STRETCHED_ALL, '$1') : word
}

const STRETCHED = /([a-z])\1\1/
const STRETCHED_ALL = /([a-z])\1{2,}/g

/** From how many single letters on a word counts as spelled out. */
const SPELLED = 4

/** `c a n c e l` and `c.a.n.c.e.l` are one word. */
function joinSpelled(tokens: Token[]): Token[] {
  if (!tokens.some((token, at) => token.word.length === 1 && tokens[at + 1]?.word.length === 1)) return tokens
  const joined: Token[] = []
  for (let at = 0; at < tokens.length; ) {
    let end = at
    while (isLetter(tokens[end]) && (end === at || tokens[end]?.start === (tokens[end - 1]?.end ?? 0) + 1)) end += 1
    const [first, last] = [tokens[at], tokens[end - 1]]
    if (end - at >= SPELLED && first && last) {
      const word = tokens
        .slice(at, end)
        .map((token) => token.word)
        .join('')
      joined.push({ word, start: first.start, end: last.end, pause: first.pause })
    } else joined.push(...tokens.slice(at, Math.max(end, at + 1)))
    at = Math.max(end, at + 1)
  }
  return joined
}

function isLetter(token: Token | undefined): boolean {
  return token !== undefined && token.word.length === 1 && token.word >= 'a' && token.word <= 'z'
}
