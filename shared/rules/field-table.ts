import type { Scalar } from './condition.ts'
import { fieldOf } from './fields.ts'
import { compileLeaf, type FactValue, STALE } from './match.ts'
import type { Literal } from './terms.ts'

/** Which alternatives a value of one field leaves standing. */
export type FieldTable = {
  /** Rows of bits, one after the other. */
  masks: Uint32Array
  /** Where the row of a value begins. */
  offsetOf(fact: FactValue): number
}

/** Rows that every table has, before those of its values. */
const STALE_ROW = 0
const MISSING_ROW = 1
const FIRST = 2
/** Stands for every text that no comparison names: none can hold this character. */
const OTHER = '\u0000'

/** The table of a field over the alternatives of a rule set; each row has so many words of 32 bits. */
export function fieldTable(field: string, literals: readonly Literal[], words: number): FieldTable {
  const own = literals.filter(({ leaf, tabled }) => tabled && leaf.field === field)
  return fieldOf(field).type === 'number' ? numberTable(field, own, words) : textTable(field, own, words)
}

/** Takes an alternative out of these rows. */
function clear(masks: Uint32Array, words: number, term: number, from: number, to: number): void {
  const keep = ~(1 << (term & 31))
  for (let at = from * words + (term >>> 5); at < (to + 1) * words; at += words)
    masks[at] = (masks[at] as number) & keep
}

/** Rows for each bound and for each stretch between two: within one every comparison has the same result. */
function numberTable(field: string, literals: readonly Literal[], words: number): FieldTable {
  const bounds = Float64Array.from(new Set(literals.flatMap(boundsOf))).sort()
  const rowOf = new Map([...bounds].map((bound, at) => [bound, FIRST + 2 * at + 1]))
  const last = FIRST + 2 * bounds.length
  const masks = new Uint32Array((last + 1) * words).fill(0xffffffff)
  for (const literal of literals) {
    const fails = failing(field, literal)
    const out = (from: number, to: number, sample: FactValue) => {
      if (fails(sample)) clear(masks, words, literal.term, from, to)
    }
    out(STALE_ROW, STALE_ROW, STALE)
    out(MISSING_ROW, MISSING_ROW, null)
    // Between the bounds of its own the result stays the same, however many bounds of others lie there.
    const own = boundsOf(literal).sort((a, b) => a - b)
    let from = FIRST
    for (const [at, bound] of own.entries()) {
      const row = rowOf.get(bound) ?? FIRST
      if (row > from) out(from, row - 1, between(own[at - 1], bound))
      out(row, row, bound)
      from = row + 1
    }
    out(from, last, between(own.at(-1), undefined))
  }
  const count = bounds.length
  return {
    masks,
    offsetOf(fact) {
      if (typeof fact !== 'number') return (fact === STALE ? STALE_ROW : MISSING_ROW) * words
      let low = 0
      let high = count
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((bounds[middle] as number) < fact) low = middle + 1
        else high = middle
      }
      return (FIRST + 2 * low + (bounds[low] === fact ? 1 : 0)) * words
    },
  }
}

function boundsOf({ leaf }: Literal): number[] {
  return [...new Set([leaf.value ?? []].flat() as Scalar[])].map(Number)
}

/** Is the comparison something else than what is wanted of it? */
function failing(field: string, { leaf, want }: Literal): (fact: FactValue) => boolean {
  const test = compileLeaf(leaf, new Map([[field, 0]]))
  const wanted = want === 'true' ? 1 : 0
  return (fact) => test([fact]) !== wanted
}

function between(low: number | undefined, high: number | undefined): number {
  if (low === undefined) return high === undefined ? 0 : Number.NEGATIVE_INFINITY
  if (high === undefined) return Number.POSITIVE_INFINITY
  return low + (high - low) / 2
}

/** Rows for each text that a comparison names, and one for every other. */
function textTable(field: string, literals: readonly Literal[], words: number): FieldTable {
  const { values } = fieldOf(field)
  const named = literals.flatMap(({ leaf }) => [leaf.value ?? []].flat() as Scalar[]).map(String)
  const texts = [...new Set(values ?? named)]
  const samples: FactValue[] = [STALE, null, OTHER, ...texts]
  const masks = new Uint32Array(samples.length * words).fill(0xffffffff)
  for (const literal of literals) {
    const fails = failing(field, literal)
    for (const [row, sample] of samples.entries()) if (fails(sample)) clear(masks, words, literal.term, row, row)
  }
  const offsets = new Map<unknown, number>(texts.map((text, at) => [text, (FIRST + 1 + at) * words]))
  return {
    masks,
    offsetOf(fact) {
      if (fact === null || fact === undefined) return MISSING_ROW * words
      if (fact === STALE) return STALE_ROW * words
      return offsets.get(fact) ?? FIRST * words
    },
  }
}
