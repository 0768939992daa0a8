import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIds } from '../../shared/analytics/ids.ts'
import { quantile, timesOf } from '../../shared/analytics/times.ts'
import { HOUR } from '../../shared/time/instant.ts'

describe('times', () => {
  it('are those of the sorted values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 }), (lengths) => {
        const sorted = lengths.toSorted((a, b) => a - b)
        const plain = (share: number) => {
          const place = (sorted.length - 1) * share
          const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!]
          return low + (high - low) * (place - Math.floor(place))
        }
        for (const share of [0, 0.1, 0.5, 0.9, 1])
          expect(quantile(Float64Array.from(lengths), share)).toBe(plain(share))
        expect(timesOf(Float64Array.from(lengths))).toEqual({
          mean: sorted.reduce((sum, one) => sum + one, 0) / sorted.length / HOUR,
          median: plain(0.5) / HOUR,
          p90: plain(0.9) / HOUR,
        })
      }),
    )
  })

  it('of many equal or sorted values take no longer', () => {
    const many = 200_000
    expect(quantile(new Float64Array(many).fill(7), 0.5)).toBe(7)
    expect(
      quantile(
        Float64Array.from({ length: many }, (_, index) => index),
        0.9,
      ),
    ).toBeCloseTo((many - 1) * 0.9, 6)
  })
})

describe('ids', () => {
  it('have their rows and give them back, whatever they look like', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 4 }))), (given) => {
        const ids = createIds()
        const rows = given.map((id) => ids.rowOf(id))
        const distinct = [...new Set(given)]
        expect(ids.size()).toBe(distinct.length)
        expect(given.map((id) => ids.rowOf(id))).toEqual(rows)
        expect(rows.map((row) => ids.idOf(row))).toEqual(given)
      }),
    )
  })

  it('are found among very many', () => {
    const ids = createIds()
    const id = (number: number) => `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
    for (let number = 0; number < 50_000; number += 1) expect(ids.rowOf(id(number))).toBe(number)
    for (let number = 0; number < 50_000; number += 997) expect(ids.idOf(ids.rowOf(id(number)))).toBe(id(number))
  })
})
