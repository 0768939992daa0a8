import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slackLink } from '../../shared/alerts/deep-link.ts'
import { decideMove } from '../../shared/alerts/lifecycle.ts'
import { countOn, isRaised, respondBy, severityOf, typeOf } from '../../shared/alerts/raise.ts'
import { ALERT_STATUSES } from '../../shared/alerts/schema.ts'
import { monthStart, statsOf } from '../../shared/alerts/stats.ts'
import { summarise, tellOf } from '../../shared/alerts/words.ts'
import { HOUR } from '../../shared/time/instant.ts'

const ada = { type: 'user', userId: 'ada', name: 'Ada' } as const
const fresh = {
  status: 'open' as const,
  acknowledgedAt: null,
  acknowledgedBy: null,
  resolvedAt: null,
  closedAt: null,
  resolutionNotes: null,
  changedBy: { type: 'job', job: 'alerts' } as const,
  changedAt: 0,
}
const found = (tag: string, weight: number, quote = tag) => ({ tag, quote, start: 0, end: quote.length, weight })

describe('the life of an alert', () => {
  it('whatever is done with it, it stays in order', () => {
    const step = fc.record({
      to: fc.constantFrom(...ALERT_STATUSES),
      notes: fc.option(fc.string(), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state: Parameters<typeof decideMove>[0] = fresh
        for (const [at, { to, notes }] of steps.entries()) {
          const moved = attempt(() => decideMove(state, to, { actor: ada, now: at + 1, notes }) ?? state)
          const conflict = { code: 'conflict', details: { status: state.status } }
          expect((moved.refusal ?? conflict) as object).toMatchObject(conflict)
          state = moved.state ?? state
          const { status } = state
          const closed = status === 'resolved' || status === 'false_positive'
          const seen = status === 'acknowledged' || status === 'resolved'
          expect(state.closedAt !== null).toBe(closed)
          expect(state.resolvedAt !== null).toBe(status === 'resolved')
          // A false positive may have been acknowledged before, or not.
          expect(state.acknowledgedAt !== null || !seen).toBe(true)
          expect(state.acknowledgedAt === null || status !== 'open').toBe(true)
          expect(state.resolutionNotes === null || closed).toBe(true)
        }
      }),
    )
  })
})

describe('raising', () => {
  it('severity is the risk, and leaving makes it a churn risk', () => {
    expect([severityOf('low'), severityOf('medium'), severityOf('critical')]).toEqual([null, 'medium', 'critical'])
    expect(typeOf([found('anger', 50), found('termination', 84)])).toBe('churn_risk')
    expect(typeOf([found('anger', 90), found('termination', 84)])).toBe('tension_detected')
    expect(typeOf([found('competitor', 40)])).toBe('churn_risk')
    expect(typeOf([found('constructor', 40)])).toBe('tension_detected')
  })

  it('critical is to be answered now, high within the hour, medium has no target', () => {
    expect([respondBy('critical', 7), respondBy('high', 7), respondBy('medium', 7)]).toEqual([7, 7 + HOUR, null])
  })

  it('a medium one needs company', () => {
    const alone = { active: false, mediumBefore: false }
    expect([isRaised('low', { active: true, mediumBefore: true }), isRaised('medium', alone)]).toEqual([false, false])
    expect([isRaised('high', alone), isRaised('critical', alone)]).toEqual([true, true])
    expect([
      isRaised('medium', { ...alone, active: true }),
      isRaised('medium', { ...alone, mediumBefore: true }),
    ]).toEqual([true, true])
  })

  it('tells again when it gets worse or the cooldown is over', () => {
    const alert = { severity: 'high', notifiedAt: 0 } as const
    const within = { now: 4 * HOUR - 1, cooldownMs: 4 * HOUR }
    expect(countOn(alert, 'high', within)).toEqual({ leads: false, severity: 'high', tell: null })
    expect(countOn(alert, 'medium', within)).toEqual({ leads: false, severity: 'high', tell: null })
    expect(countOn(alert, 'critical', within)).toEqual({ leads: true, severity: 'critical', tell: 'severity' })
    expect(countOn(alert, 'medium', { ...within, now: 4 * HOUR }).tell).toBe('cooldown')
  })
})

describe('what people read', () => {
  const writer = { customer: 'Acme', contact: 'Dana Vogel', channel: 'C1' }

  it('a summary says who, why, and the words', () => {
    const indicators = [found('anger', 40), found('termination', 84, 'we\n cancel'), found('positive', -20)]
    expect(summarise(writer, indicators)).toBe('Dana Vogel (Acme): termination, anger. “we cancel”')
    expect(summarise({ customer: null, contact: null, channel: 'C1' }, [])).toBe(
      'Unknown sender in C1: a risky message.',
    )
    const long = summarise(writer, [found('anger', 40, '😀'.repeat(500))])
    expect(long.isWellFormed()).toBe(true)
    expect(long.length).toBeLessThan(250)
  })

  it('a message says how it stands', () => {
    const told = {
      severity: 'high',
      status: 'open',
      summary: 'S',
      suggestedAction: 'Call.',
      indicators: [found('anger', 40), found('deadline', 30, 'by Friday')],
      count: 3,
      by: null,
      notes: null,
    } as const
    expect(tellOf(told)).toEqual({
      title: 'High alert: S',
      body: 'S\n• deadline: “by Friday”\n3 messages so far\nCall.',
    })
    expect(tellOf({ ...told, status: 'false_positive', by: 'Ada', notes: 'A joke' }).body).toBe(
      'False positive, says Ada\nNotes: A joke\nS\n• deadline: “by Friday”\n3 messages so far',
    )
  })
})

describe('a link to Slack', () => {
  it.each([
    [
      'C0ACME0001',
      '1700000000.000100',
      'https://slack.com/app_redirect?channel=C0ACME0001&message_ts=1700000000.000100',
    ],
    [
      'slack:D0ACME0001',
      'slack:D0ACME0001:1700000000.000100',
      'https://slack.com/app_redirect?channel=D0ACME0001&message_ts=1700000000.000100',
    ],
    [
      'C0ACME0001',
      'slack:T0ACME0001:C0ACME0001:1700000000.000100:1700000009.000100',
      'https://slack.com/app_redirect?team=T0ACME0001&channel=C0ACME0001&message_ts=1700000000.000100',
    ],
    [
      'C0ACME0001',
      'slack:T0&x=1:C0ACME0001:1700000000.000100',
      'https://slack.com/app_redirect?channel=C0ACME0001&message_ts=1700000000.000100',
    ],
    ['C0ACME0001', 'anything', 'https://slack.com/app_redirect?channel=C0ACME0001'],
    ['C0ACME0001', '1700000000.000100&evil=1', 'https://slack.com/app_redirect?channel=C0ACME0001'],
    ['email', '1700000000.000100', null],
    ['C0ACME0001/../x', '1700000000.000100', null],
    ['c0acme0001', '1', null],
    ['C0ACME0001\n', '1', null],
  ])('%j %j', (channel, id, link) => {
    expect(slackLink(channel, id)).toBe(link)
  })
})

describe('numbers', () => {
  it('the rate of false positives is of what is closed', () => {
    const counts = { open: 5, acknowledged: 1, resolved: 3, false_positive: 1, since: 4 }
    expect(statsOf(counts)).toMatchObject({ falsePositive: 1, falsePositiveRate: 0.25, totalThisMonth: 4 })
    expect(statsOf({ ...counts, resolved: 0, false_positive: 0 }).falsePositiveRate).toBeNull()
  })

  it('a month begins where the organization is', () => {
    const at = Date.parse('2027-01-31T23:30:00Z')
    expect(monthStart(at, 'Europe/Berlin')).toBe(Date.parse('2027-01-31T23:00:00Z'))
    expect(monthStart(at, 'America/New_York')).toBe(Date.parse('2027-01-01T05:00:00Z'))
  })
})

function attempt<State>(move: () => State): { state?: State; refusal?: unknown } {
  try {
    return { state: move() }
  } catch (refusal) {
    return { refusal }
  }
}
