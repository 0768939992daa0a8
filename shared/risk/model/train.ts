import type { Features } from './features.ts'
import { regress, type Point, type Target } from './regression.ts'
import { lengthOf, LEVEL_BITS, LEVEL_OUTPUTS, MODEL_TAGS, type Model, PIECE, type Table, TAG_BITS } from './model.ts'

/** A text with the features of its sentences. Texts of one situation say the same; null where others already say it. */
export type Sample = { situation: string | null; sentences: Features[]; levels: Target[]; tags: Target[] }

/** Trains both tables. The same samples in the same order give the same weights. */
export function train(samples: readonly Sample[]): Model {
  const situations = samples.map(({ situation }) => situation)
  return {
    levels: trainTable(
      known(
        samples.map(({ sentences }) => pointOf(sentences, LEVEL_BITS, true)),
        situations,
        LEVEL_BITS,
      ),
      samples.map(({ levels }) => levels),
      LEVEL_OUTPUTS,
      LEVEL_BITS,
    ),
    tags: trainTable(
      known(
        samples.map(({ sentences }) => pointOf(sentences, TAG_BITS, false)),
        situations,
        TAG_BITS,
      ),
      samples.map(({ tags }) => tags),
      MODEL_TAGS.length,
      TAG_BITS,
    ),
  }
}

/** Scaled as the model scales. */
function pointOf(sentences: readonly Features[], bits: number, withPieces: boolean): Point {
  const buckets: number[] = []
  const values: number[] = []
  for (const { words, pieces } of sentences) {
    for (const hash of words) buckets.push(hash >>> (32 - bits))
    for (const _ of words) values.push(1)
    if (!withPieces) continue
    for (const hash of pieces) buckets.push(hash >>> (32 - bits))
    for (const _ of pieces) values.push(PIECE)
  }
  const length = lengthOf(values.reduce((sum, value) => sum + value * value, 0))
  return { buckets: Int32Array.from(buckets), values: Float32Array.from(values, (value) => value / length) }
}

const NONE = -1
const SEVERAL = -2

/**
 * The points without what only one situation has: it explains that situation so well that less would be learned of the
 * words it shares with others.
 */
function known(points: readonly Point[], situations: readonly (string | null)[], bits: number): Point[] {
  const numbers = new Map<string, number>()
  const owner = new Int32Array(2 ** bits).fill(NONE)
  for (const [at, { buckets }] of points.entries()) {
    const situation = situations[at] ?? null
    if (situation === null) continue
    const number = numbers.get(situation) ?? numbers.size
    numbers.set(situation, number)
    for (const bucket of buckets) {
      const before = owner[bucket] ?? NONE
      if (before !== number) owner[bucket] = before === NONE ? number : SEVERAL
    }
  }
  return points.map(({ buckets, values }) => {
    const kept = buckets.map((bucket) => (owner[bucket] === SEVERAL ? 1 : 0))
    return {
      buckets: buckets.filter((_, i) => kept[i] === 1),
      values: values.filter((_, i) => kept[i] === 1),
    }
  })
}

function trainTable(points: readonly Point[], targets: readonly Target[][], outputs: number, bits: number): Table {
  const weights = new Int8Array(outputs * 2 ** bits)
  const bias = new Float64Array(outputs)
  const scale = new Float64Array(outputs)
  for (let output = 0; output < outputs; output += 1) {
    const found = regress(
      points,
      targets.map((each) => each[output] ?? { value: 0, weight: 0 }),
      2 ** bits,
    )
    const most = found.weights.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
    bias[output] = found.bias
    scale[output] = most / 127
    for (let bucket = 0; most > 0 && bucket < found.weights.length; bucket += 1)
      weights[bucket * outputs + output] = Math.round(((found.weights[bucket] ?? 0) / most) * 127)
  }
  return { outputs, bits, weights, bias, scale }
}
