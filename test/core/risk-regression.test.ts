import { describe, expect, test } from 'vitest'
import { generator } from '../../shared/risk/model/random.ts'
import { type Point, regress, type Target } from '../../shared/risk/model/regression.ts'

const FEATURES = 40
const PENALTY = 1 / 60

/** Points as messages are: four features of forty, each a quarter, and a yes or no that hangs on two of the forty. */
function sample(size: number): { points: Point[]; targets: Target[] } {
  const next = generator(3)
  const points = Array.from({ length: size }, () => ({
    buckets: Int32Array.from({ length: 4 }, () => next() % FEATURES),
    values: new Float32Array(4).fill(0.25),
  }))
  const targets = points.map(({ buckets }): Target => {
    const likely = buckets.includes(1) ? 9 : buckets.includes(2) ? 1 : 4
    return { value: next() % 10 < likely ? 1 : 0, weight: 1 }
  })
  return { points, targets }
}

function sumOf({ buckets, values }: Point, weights: Float64Array): number {
  return buckets.reduce((sum, bucket, i) => sum + weights[bucket]! * values[i]!, 0)
}

/** What the regression makes small: the loss of all points and the price of the weights. */
function cost(points: Point[], targets: Target[], weights: Float64Array, bias: number): number {
  const loss = points.reduce((sum, point, i) => {
    const z = bias + sumOf(point, weights)
    return sum + Math.log(1 + Math.exp(z)) - targets[i]!.value * z
  }, 0)
  return loss + (PENALTY / 2) * weights.reduce((sum, weight) => sum + weight * weight, 0)
}

/** The optimum the slow way: down the whole gradient, in small steps, until it is flat. */
function optimum(points: Point[], targets: Target[]): number {
  const weights = new Float64Array(FEATURES)
  let bias = 0
  for (let step = 0; step < 3000; step += 1) {
    const slope = weights.map((weight) => PENALTY * weight)
    let biasSlope = 0
    for (const [i, point] of points.entries()) {
      const error = 1 / (1 + Math.exp(-bias - sumOf(point, weights))) - targets[i]!.value
      point.buckets.forEach((bucket, at) => {
        slope[bucket] = slope[bucket]! + error * point.values[at]!
      })
      biasSlope += error
    }
    for (let i = 0; i < FEATURES; i += 1) weights[i] = weights[i]! - 0.05 * slope[i]!
    bias -= 0.002 * biasSlope
  }
  return cost(points, targets, weights, bias)
}

describe('the regression that trains the risk model', () => {
  const { points, targets } = sample(600)

  test('comes within a hundredth of the optimum', () => {
    const { weights, bias } = regress(points, targets, FEATURES)
    const least = optimum(points, targets)
    expect(cost(points, targets, weights, bias)).toBeGreaterThan(least * 0.999)
    expect(cost(points, targets, weights, bias)).toBeLessThan(least * 1.01)
  })

  test('learns what speaks for yes and what for no', () => {
    const { weights } = regress(points, targets, FEATURES)
    const others = [...weights].filter((_, i) => i !== 1 && i !== 2)
    expect(weights[1]).toBeGreaterThan(Math.max(...others))
    expect(weights[2]).toBeLessThan(Math.min(...others))
  })

  test('gives the same weights for the same points, and none for no points', () => {
    expect(regress(points, targets, FEATURES)).toEqual(regress(points, targets, FEATURES))
    expect(regress([], [], 3)).toEqual({ weights: new Float64Array(3), bias: 0 })
  })

  test('passes over what does not count', () => {
    const ignored = targets.map((): Target => ({ value: 1, weight: 0 }))
    expect(regress(points, ignored, FEATURES)).toEqual({ weights: new Float64Array(FEATURES), bias: 0 })
  })
})
