import { replaceLookalikes } from './lookalikes.ts'

/** Text as the detectors read it, and where each of its characters came from. */
export type Folded = {
  /** Lower-case, without accents or invisible characters, compatibility forms unfolded. */
  text: string
  /** Original offset at which the character's source begins / ends (UTF-16 units); null: at its own. */
  starts: Int32Array | null
  ends: Int32Array | null
}

const SPACE = 0x20
const NEWLINE = 0x0a
/** Zero-width, joiners, direction marks, soft hyphen, variation selectors, tags. */
const INVISIBLE: readonly [number, number][] = [
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe01ef],
]
const QUOTES = /[\u2018\u2019\u201a\u201b\u02bc\u02b9\u00b4\u2032\uff07]/
const DOUBLE_QUOTES = /[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u300c\u300d]/
const DASHES = /[\u2010-\u2015\u2212]/
const LETTERS = new Map(Object.entries({ ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', ð: 'd', þ: 'th', đ: 'd', ı: 'i' }))

/** Unfolds one code point beyond ASCII to what stands for it; may be empty. */
function unfold(code: number, character: string): string {
  if (INVISIBLE.some(([first, last]) => code >= first && code <= last)) return ''
  if (QUOTES.test(character)) return "'"
  if (DOUBLE_QUOTES.test(character)) return '"'
  if (DASHES.test(character)) return '-'
  if (character === '\u2026') return '…'
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return LETTERS.get(plain) ?? plain
}

const SEEN_LIMIT = 4096
const seen = new Map<number, string>()

function unfolded(code: number, character: string): string {
  const known = seen.get(code)
  if (known !== undefined) return known
  const made = unfold(code, character)
  if (seen.size < SEEN_LIMIT) seen.set(code, made)
  return made
}

/** Plain ASCII without controls needs no map: every character stays where it is. */
const PLAIN = /^[\n\x20-\x7e]*$/

/** Folds in one pass; a character becomes at most eight. */
export function fold(text: string): Folded {
  if (PLAIN.test(text)) return { text: text.toLowerCase(), starts: null, ends: null }
  const codes: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at)
    const code = unit < 0x80 ? unit : (text.codePointAt(at) ?? unit)
    const end = at + (code > 0xffff ? 2 : 1)
    const plain = unit < 0x80 ? null : unfolded(code, text.slice(at, end))
    // A mark that vanishes belongs to the letter before it.
    if (plain === '' && ends.length > 0) ends[ends.length - 1] = end
    const length = plain === null ? 1 : Math.min(plain.length, 8)
    for (let i = 0; i < length; i += 1) {
      codes.push(lower(plain === null ? unit : plain.charCodeAt(i)))
      starts.push(at)
      ends.push(end)
    }
    at = end
  }
  replaceLookalikes(codes)
  return { text: textOf(codes), starts: Int32Array.from(starts), ends: Int32Array.from(ends) }
}

/** Where a stretch of the folded text is in the original. */
export function originalSpan(folded: Folded, start: number, end: number): { start: number; end: number } {
  if (folded.starts === null || folded.ends === null) return { start, end }
  return { start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 }
}

function lower(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit + 32
  if (unit === 0x0d || unit === 0x2028 || unit === 0x2029) return NEWLINE
  return (unit < SPACE && unit !== NEWLINE) || unit === 0x7f || unit === 0xa0 ? SPACE : unit
}

const CHUNK = 8192

function textOf(codes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < codes.length; at += CHUNK) text += String.fromCharCode(...codes.slice(at, at + CHUNK))
  return text
}
