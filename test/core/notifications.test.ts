import { describe, expect, it } from 'vitest'
import { decideTelling } from '../../shared/notifications/decide.ts'
import { latestDigest, writeDigest } from '../../shared/notifications/digest.ts'
import { RETRY_DELAYS, settle } from '../../shared/notifications/schedule.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time/instant.ts'

const NOW = Date.parse('2027-01-15T09:00:00Z')
const both = { slack: true, email: true }
const person = { status: 'active' as const, frequency: null, hasSlackId: true }

describe('how a person is told', () => {
  it.each([
    ['nobody chose: at once, everywhere', {}, {}, both, { channels: ['slack', 'email'], digest: false, quiet: false }],
    ['digest waits', {}, { frequency: 'digest' }, both, { channels: [], digest: true, quiet: false }],
    ['off is only in the inbox, as read', {}, { frequency: 'off' }, both, { channels: [], digest: false, quiet: true }],
    [
      'critical passes',
      { critical: true },
      { frequency: 'off' },
      both,
      { channels: ['slack', 'email'], digest: false, quiet: false },
    ],
    [
      'an alert passes',
      { type: 'alert' },
      { frequency: 'digest' },
      both,
      { channels: ['slack', 'email'], digest: false, quiet: false },
    ],
    ['without a Slack id: mail', {}, { hasSlackId: false }, both, { channels: ['email'], digest: false, quiet: false }],
    ['nothing connected: inbox', {}, {}, { slack: false, email: false }, { channels: [], digest: false, quiet: false }],
    [
      'invited people are told',
      {},
      { status: 'invited' },
      both,
      { channels: ['slack', 'email'], digest: false, quiet: false },
    ],
    ['removed people are not', { critical: true }, { status: 'removed' }, both, null],
  ] as const)('%s', (_words, notice, who, connected, telling) => {
    const decided = decideTelling(
      { type: 'escalation_received', critical: false, ...notice },
      { ...person, ...who },
      connected,
    )
    expect(decided).toEqual(telling)
  })
})

describe('what becomes of a delivery', () => {
  const failed = { ok: false, error: 'down', mayHaveArrived: false } as const

  it('is retried after 5 s, 30 s, 2 min, 15 min, 1 h, 4 h, 12 h and 24 h, and then given up', () => {
    const waits = []
    for (let attempts = 1; attempts <= 9; attempts += 1) {
      const { state, nextAttemptAt } = settle({ attempts, cancelled: false }, failed, NOW)
      waits.push([state, nextAttemptAt === null ? null : nextAttemptAt - NOW])
    }
    const table = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR]
    expect(waits).toEqual([...table.map((wait) => ['pending', wait]), ['dead', null]])
    expect(RETRY_DELAYS).toEqual(table)
  })

  it('waits as long as the provider asks, never shorter than the table', () => {
    const next = (retryAfterMs: number) =>
      settle({ attempts: 1, cancelled: false }, { ...failed, retryAfterMs }, NOW).nextAttemptAt
    expect(next(1_000)).toBe(NOW + 5 * SECOND)
    expect(next(90_000)).toBe(NOW + 90 * SECOND)
  })

  it('is ambiguous where the answer was lost, and dead all the same at the end', () => {
    const lost = { ...failed, mayHaveArrived: true }
    expect(settle({ attempts: 3, cancelled: false }, lost, NOW)).toMatchObject({ state: 'ambiguous', uncertain: true })
    expect(settle({ attempts: 9, cancelled: false }, lost, NOW)).toMatchObject({ state: 'dead', uncertain: true })
  })

  it('is sent where an attempt under way succeeds, though it was cancelled meanwhile, and never tried again otherwise', () => {
    const sent = { ok: true, ref: { ts: '1' }, mayBeRepeat: false } as const
    expect(settle({ attempts: 1, cancelled: true }, sent, NOW)).toMatchObject({ state: 'sent', sentAt: NOW })
    expect(settle({ attempts: 1, cancelled: true }, failed, NOW)).toMatchObject({
      state: 'cancelled',
      nextAttemptAt: null,
    })
  })

  it('says that it may have arrived twice', () => {
    const settled = settle({ attempts: 2, cancelled: false }, { ok: true, ref: {}, mayBeRepeat: true }, NOW)
    expect(settled).toMatchObject({ state: 'sent', uncertain: true })
    expect(settled.lastError).toMatch(/twice/)
  })
})

describe('the daily digest', () => {
  it('is due at its hour in the zone, today or else yesterday', () => {
    const at = (now: string, hour = 8, zone = 'Europe/Berlin') => {
      const due = latestDigest(hour, zone, Date.parse(now))
      return [due.day, new Date(due.at).toISOString()]
    }
    expect(at('2027-01-15T06:59:59Z')).toEqual(['2027-01-14', '2027-01-14T07:00:00.000Z'])
    expect(at('2027-01-15T07:00:00Z')).toEqual(['2027-01-15', '2027-01-15T07:00:00.000Z'])
    expect(at('2027-07-15T07:00:00Z')).toEqual(['2027-07-15', '2027-07-15T06:00:00.000Z'])
    expect(at('2027-01-15T02:30:00Z', 8, 'Asia/Kathmandu')).toEqual(['2027-01-15', '2027-01-15T02:15:00.000Z'])
  })

  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Kolkata'])(
    'comes once a day in %s, whatever the clocks do',
    (zone) => {
      for (const hour of [0, 2, 23]) {
        const seen = new Map<string, number>()
        const start = Date.parse('2027-01-01T12:00:00Z')
        for (let now = start; now < start + 400 * DAY; now += 105 * MINUTE) {
          const { day, at } = latestDigest(hour, zone, now)
          expect(seen.get(day) ?? at).toBe(at)
          expect(at).toBeLessThanOrEqual(now)
          seen.set(day, at)
        }
        expect(seen.size).toBeGreaterThanOrEqual(400)
        expect(seen.size).toBeLessThanOrEqual(402)
      }
    },
  )

  it('names what waited, and counts what it does not name', () => {
    const titles = Array.from({ length: 40 }, (_, index) => `Thing\n${index}`)
    const { title, body } = writeDigest(titles, 95, 'https://hoist.example/')
    expect(title).toBe('Your daily digest: 95 notifications')
    expect(body.split('\n')[0]).toBe('• Thing 0')
    expect(body).toContain('… and 65 more')
    expect(body.endsWith('https://hoist.example/')).toBe(true)
    expect(writeDigest(['One'], 1, '/').title).toBe('Your daily digest: 1 notification')
  })
})
