import type { Features } from './features.ts'
import {
  lengthOf,
  LEVEL_BITS,
  LEVEL_OUTPUTS,
  MODEL_TAGS,
  type Model,
  PIECE,
  sigmoid,
  type Table,
  TAG_BITS,
} from './model.ts'

/** What an output should be for a sentence, and how much that counts. */
export type Target = { value: 0 | 1; weight: number }
/** A text with the features of its sentences. */
export type Sample = { sentences: Features[]; levels: Target[]; tags: Target[] }

const ROUNDS = 10
const RATE = 0.35
const DECAY = 3e-4

/** Trains both tables. The same samples in the same order give the same weights. */
export function train(samples: readonly Sample[]): Model {
  return {
    levels: trainTable(
      samples.map(({ sentences, levels }) => ({ ...pointOf(sentences, LEVEL_BITS, true), targets: levels })),
      LEVEL_OUTPUTS,
      LEVEL_BITS,
    ),
    tags: trainTable(
      samples.map(({ sentences, tags }) => ({ ...pointOf(sentences, TAG_BITS, false), targets: tags })),
      MODEL_TAGS.length,
      TAG_BITS,
    ),
  }
}

/** Buckets and what each counts, scaled as the model scales. */
type Point = { buckets: Int32Array; values: Float64Array }

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
  return { buckets: Int32Array.from(buckets), values: Float64Array.from(values, (value) => value / length) }
}

/** Logistic regression by AdaGrad with weight decay, an output at a time. */
function trainTable(points: readonly (Point & { targets: Target[] })[], outputs: number, bits: number): Table {
  const weights = new Float64Array(outputs * 2 ** bits)
  const bias = new Float64Array(outputs)
  const scale = new Float64Array(outputs)
  for (let output = 0; output < outputs; output += 1) {
    const own = new Float64Array(2 ** bits)
    bias[output] = fitOutput(
      points.map(({ targets, ...point }) => ({ ...point, target: targets[output] })),
      own,
    )
    const most = own.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
    scale[output] = most === 0 ? 0 : most / 127
    own.forEach((value, bucket) => {
      weights[bucket * outputs + output] = most === 0 ? 0 : Math.round((value / most) * 127)
    })
  }
  return { outputs, bits, weights: Int8Array.from(weights), bias, scale }
}

type Labelled = Point & { target: Target | undefined }

function fitOutput(all: readonly Labelled[], weights: Float64Array): number {
  const squares = new Float64Array(weights.length).fill(1e-2)
  let bias = 0
  let biasSquares = 1
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const index of shuffled(all.length, round)) {
      const one = all[index]
      if (one?.target === undefined || one.target.weight === 0) continue
      const error = (sigmoid(bias + product(one, weights)) - one.target.value) * one.target.weight
      biasSquares += error * error
      bias -= (RATE * error) / Math.sqrt(biasSquares)
      step(one, error, weights, squares)
    }
  }
  return bias
}

function product({ buckets, values }: Point, weights: Float64Array): number {
  let sum = 0
  for (let i = 0; i < buckets.length; i += 1) sum += (weights[buckets[i] ?? 0] ?? 0) * (values[i] ?? 0)
  return sum
}

function step({ buckets, values }: Point, error: number, weights: Float64Array, squares: Float64Array): void {
  for (let i = 0; i < buckets.length; i += 1) {
    const bucket = buckets[i] ?? 0
    const weight = weights[bucket] ?? 0
    const gradient = error * (values[i] ?? 0) + DECAY * weight
    const square = (squares[bucket] ?? 0) + gradient * gradient
    squares[bucket] = square
    weights[bucket] = weight - (RATE * gradient) / Math.sqrt(square)
  }
}

/** An order that looks random and is the same every time (a linear congruential generator). */
function shuffled(size: number, seed: number): number[] {
  const order = Array.from({ length: size }, (_, i) => i)
  let state = (seed * 7919 + 12345) >>> 0
  for (let i = size - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const other = state % (i + 1)
    const held = order[i] ?? 0
    order[i] = order[other] ?? 0
    order[other] = held
  }
  return order
}
