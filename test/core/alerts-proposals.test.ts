import { describe, expect, it } from 'vitest'
import { candidatesOf, figuresOf, isWorthIt, tuned } from '../../shared/alerts/proposals.ts'
import { isAlerted, qualityOf } from '../../shared/alerts/quality.ts'
import { DEFAULT_THRESHOLDS } from '../../shared/risk/schema.ts'

const found = (tag: string, weight = 40) => ({ tag, quote: tag, start: 0, end: tag.length, weight })
const tuning = { factors: [], thresholds: DEFAULT_THRESHOLDS }

describe('how often a detector is right', () => {
  it('is what people said of the messages it found something in', () => {
    const quality = qualityOf([
      { verdict: 'false_positive', indicators: [found('sarcasm'), found('sarcasm'), found('positive', -10)] },
      { verdict: 'false_positive', indicators: [found('sarcasm')] },
      { verdict: 'confirmed', indicators: [found('sarcasm'), found('legal')] },
      { verdict: 'missed', indicators: [found('deadline')] },
    ])
    expect(quality).toEqual([
      { tag: 'sarcasm', right: 1, wrong: 2, precision: 1 / 3 },
      { tag: 'deadline', right: 1, wrong: 0, precision: 1 },
      { tag: 'legal', right: 1, wrong: 0, precision: 1 },
    ])
    expect([isAlerted('medium'), isAlerted('high')]).toEqual([false, true])
  })
})

describe('proposals', () => {
  const weak = [{ tag: 'sarcasm', right: 1, wrong: 4, precision: 0.2 }]

  it('wait for enough words of people', () => {
    expect(candidatesOf(weak, 9, tuning)).toEqual([])
    expect(
      candidatesOf([], 10, tuning)
        .flat()
        .every((one) => one.kind === 'threshold'),
    ).toBe(true)
  })

  it('weigh a weak detector less, the mildest first, from where it stands', () => {
    const [weights] = candidatesOf(weak, 10, { ...tuning, factors: [{ tag: 'sarcasm', factor: 0.8 }] })
    expect(weights).toMatchObject([{ from: 0.8, to: 0.8 * 0.75 }, { to: 0.4 }, { to: 0.2 }, { to: 0 }])
    expect(candidatesOf([{ tag: 'legal', right: 9, wrong: 4, precision: 9 / 13 }], 13, tuning)).toHaveLength(2)
  })

  it('a threshold stays between its neighbours', () => {
    const thresholds = { medium: 45, high: 50, critical: 55 }
    const moves = candidatesOf([], 10, { factors: [], thresholds }).flat()
    expect(moves.map((one) => one.to)).toEqual([53, 47])
  })

  it('are applied and taken back', () => {
    const change = { kind: 'weight', of: 'sarcasm', from: 1, to: 0.5 } as const
    const applied = tuned(tuning, change, change.to)
    expect(applied.factors).toEqual([{ tag: 'sarcasm', factor: 0.5 }])
    expect(tuned(applied, change, change.from)).toEqual(tuning)
    const moved = tuned(tuning, { kind: 'threshold', of: 'high', from: 50, to: 53 }, 53)
    expect(moved.thresholds).toEqual({ ...DEFAULT_THRESHOLDS, high: 53 })
  })

  it('say what would have been removed and kept, and lose nothing that was right', () => {
    const verdicts = ['false_positive', 'false_positive', 'false_positive', 'confirmed', 'missed'] as const
    const figures = figuresOf(
      verdicts,
      ['high', 'critical', 'high', 'high', 'low'],
      ['low', 'critical', 'medium', 'high', 'high'],
    )
    expect(figures).toEqual({ removed: 2, remaining: 1, added: 0, kept: 1, lost: 0, gained: 1 })
    expect(isWorthIt(figures)).toBe(true)
    expect(isWorthIt({ ...figures, lost: 1 })).toBe(false)
    expect(isWorthIt({ ...figures, added: 1 })).toBe(false)
    expect(isWorthIt({ ...figures, removed: 0 })).toBe(false)
  })
})
