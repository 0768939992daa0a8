import { describe, expect, it } from 'vitest'
import { mean, type Measured, quantile, summarise } from '../../shared/analytics/measures.ts'
import { HOUR } from '../../shared/time/instant.ts'

const one = (fields: Partial<Measured>): Measured => ({
  triggerCount: 1,
  state: 'fired',
  createdAt: 0,
  firedAt: HOUR,
  firedLate: false,
  notNeeded: false,
  recipientId: 'ben',
  ...fields,
})

describe('summarise', () => {
  it('says null of nothing', () => {
    expect(summarise([])).toEqual({
      totalEscalations: 0,
      immediate: 0,
      armed: 0,
      timeToEscalate: { mean: null, median: null, p90: null },
      mostEscalatedTo: null,
      falseEscalations: 0,
      firedLate: 0,
      conditionalShare: null,
    })
  })

  it('times only what fired and waited for something', () => {
    const summary = summarise([
      one({ triggerCount: 0, firedAt: 0 }),
      one({ state: 'armed', firedAt: null, recipientId: 'carla' }),
      one({ state: 'ended', firedAt: null }),
      one({ firedAt: 2 * HOUR, notNeeded: true }),
      one({ firedAt: 6 * HOUR, firedLate: true }),
    ])
    expect(summary).toEqual({
      totalEscalations: 5,
      immediate: 1,
      armed: 1,
      timeToEscalate: { mean: 4, median: 4, p90: 5.6 },
      mostEscalatedTo: { userId: 'ben', escalations: 3 },
      falseEscalations: 1,
      firedLate: 1,
      conditionalShare: 0.8,
    })
  })

  it('takes quantiles between neighbours', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2)
    expect(quantile([1, 2], 0.5)).toBe(1.5)
    expect(quantile([7], 0.9)).toBe(7)
    expect(mean([1, 2])).toBe(1.5)
  })
})
