import { describe, expect, it } from 'vitest'
import { compareRisk, leadingIndicator, worstOf } from '../../shared/alerts/risk.ts'
import { AlertFilter, Feedback, StatusChange } from '../../shared/alerts/schema.ts'

const found = (tag: string, weight: number) => ({ tag, quote: tag, start: 0, end: tag.length, weight })

describe('levels of risk', () => {
  it('are compared by how bad they are', () => {
    expect(compareRisk('critical', 'high')).toBeGreaterThan(0)
    expect(compareRisk('low', 'medium')).toBeLessThan(0)
    expect(compareRisk('high', 'high')).toBe(0)
  })

  it('the worst of some is found, and none of none', () => {
    expect(worstOf(['low', 'high', null, 'medium'])).toBe('high')
    expect(worstOf([null])).toBeNull()
  })

  it('the indicator that weighs most leads, the earlier of two', () => {
    const first = found('legal', 30)
    expect(leadingIndicator([found('anger', 12), first, found('churn', 30)])).toBe(first)
  })

  it('what speaks for the customer does not lead', () => {
    expect(leadingIndicator([found('positive', -20)])).toBeUndefined()
  })
})

describe('what comes in about alerts', () => {
  it('names an unknown status', () => {
    expect(StatusChange.safeParse({ status: 'closed' }).success).toBe(false)
    expect(AlertFilter.safeParse({ severity: 'low' }).success).toBe(false)
  })

  it('a missed message was risky', () => {
    expect(Feedback.safeParse({ verdict: 'missed', messageId: 'm', missedRisk: 'low' }).success).toBe(false)
    expect(Feedback.safeParse({ verdict: 'missed', messageId: 'm', missedRisk: 'high' }).success).toBe(true)
  })
})
