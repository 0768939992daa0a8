import { TAGS } from '../tags.ts'
import type { Features } from './features.ts'

/** The levels above low, each a yes or no of its own: at least medium, at least high, critical. */
export const LEVEL_OUTPUTS = 3
/** Tags that a learned judgement may name. */
export const MODEL_TAGS = Object.keys(TAGS).filter((tag) => tag !== 'positive' && tag !== 'resolved')

/** So many that few features share a bucket: there are about a hundred thousand. */
export const LEVEL_BITS = 18
export const TAG_BITS = 13

/** One table: for each bucket of features, a weight for each output. */
export type Table = { outputs: number; bits: number; weights: Int8Array; bias: Float64Array; scale: Float64Array }
export type Model = { levels: Table; tags: Table }

/** Pieces of words say less than words. */
export const PIECE = 0.3

/** Sums over features; sums of sentences add up to those of the text. `squares`: of the features' own sizes. */
export type Sums = { levels: Float64Array; tags: Float64Array; squares: number; words: number }

export function sumsOf(model: Model, { words, pieces }: Features): Sums {
  const levels = new Float64Array(model.levels.outputs)
  const tags = new Float64Array(model.tags.outputs)
  addUp(model.levels, pieces, levels)
  for (let i = 0; i < levels.length; i += 1) levels[i] = (levels[i] ?? 0) * PIECE
  addUp(model.levels, words, levels)
  addUp(model.tags, words, tags)
  return { levels, tags, squares: words.size + PIECE * PIECE * pieces.size, words: words.size }
}

function addUp({ outputs, bits, weights }: Table, hashes: ReadonlySet<number>, sums: Float64Array): void {
  const shift = 32 - bits
  for (const hash of hashes) {
    const at = (hash >>> shift) * outputs
    for (let output = 0; output < outputs; output += 1) sums[output] = (sums[output] ?? 0) + (weights[at + output] ?? 0)
  }
}

export function plus(a: Sums, b: Sums): Sums {
  return {
    levels: a.levels.map((value, i) => value + (b.levels[i] ?? 0)),
    tags: a.tags.map((value, i) => value + (b.tags[i] ?? 0)),
    squares: a.squares + b.squares,
    words: a.words + b.words,
  }
}

/** Probabilities, 0-1, of at least medium, at least high, critical. */
export function levelsOf(model: Model, sums: Sums): number[] {
  return probabilities(model.levels, sums.levels, sums.squares)
}

/** Probability of each of MODEL_TAGS. */
export function tagsOf(model: Model, sums: Sums): number[] {
  return probabilities(model.tags, sums.tags, sums.words)
}

function probabilities(table: Table, sums: Float64Array, count: number): number[] {
  const length = lengthOf(count)
  return Array.from(sums, (sum, i) => sigmoid((table.bias[i] ?? 0) + (sum * (table.scale[i] ?? 0)) / length))
}

/** What sums over features are divided by: more than the root, or long texts would all be extreme. */
export function lengthOf(squares: number): number {
  return Math.max(1, squares) ** 0.65
}

export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
