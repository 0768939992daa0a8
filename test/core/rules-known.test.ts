import { describe, expect, it } from 'vitest'
import { compile, STALE, slotsOf, TRUE } from '../../shared/rules/match.ts'
import { factReader, flipFinder, type Known } from '../../shared/rules/known.ts'
import { addDays, daysSince } from '../../shared/time/days.ts'
import { DAY, HOUR } from '../../shared/time/instant.ts'

const at = (iso: string) => Date.parse(iso)
const known: Known = {
  segment: null,
  tags: [],
  properties: { plan: 'gold' },
  renewalAt: at('2027-05-01T00:00:00Z'),
  lastLoginAt: null,
  riskLevel: null,
  openAlerts: null,
  metrics: new Map([['nps', { value: 7, at: at('2027-01-01T00:00:00Z') }]]),
  definition: 'Renewal',
  status: 'active',
  statusChangedAt: at('2027-01-01T00:00:00Z'),
  priority: 'high',
  dueAt: at('2027-03-25T09:00:00+01:00'),
}
const moment = (iso: string, freshness = new Map<string, number>()) => ({
  now: at(iso),
  zone: 'Europe/Berlin',
  freshness,
})

describe('days of the organization', () => {
  it('keep the time on the wall over the change of clocks', () => {
    const anchor = at('2027-03-25T09:00:00+01:00')
    expect(addDays(anchor, 7, 'Europe/Berlin')).toBe(at('2027-04-01T09:00:00+02:00'))
    expect(addDays(anchor, 7, 'UTC')).toBe(anchor + 7 * DAY)
    expect(daysSince(anchor, at('2027-04-01T08:59:59.999+02:00'), 'Europe/Berlin')).toBe(6)
    expect(daysSince(anchor, at('2027-04-01T09:00:00+02:00'), 'Europe/Berlin')).toBe(7)
    expect(daysSince(anchor, anchor - 1, 'Europe/Berlin')).toBe(-1)
  })

  it('agree with the calendar everywhere, in gaps and overlaps too', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'UTC',
      'America/Santiago',
    ]
    for (const zone of zones)
      for (let anchor = at('2026-09-01T00:15:00Z'); anchor < at('2027-06-01T00:00:00Z'); anchor += 13 * HOUR) {
        const calendar = Temporal.Instant.fromEpochMilliseconds(anchor).toZonedDateTimeISO(zone)
        for (const days of [-40, -1, 0, 1, 7, 90])
          expect([zone, anchor, days, addDays(anchor, days, zone)]).toEqual([
            zone,
            anchor,
            days,
            calendar.add({ days }).epochMilliseconds,
          ])
      }
  })
})

describe('facts that time changes', () => {
  const field = (name: string, iso: string, freshness?: Map<string, number>) =>
    factReader([name])(known, moment(iso, freshness))[0]

  it('count days since and until', () => {
    expect(field('overdue_days', '2027-04-01T09:00:00+02:00')).toBe(7)
    expect(field('overdue_days', '2027-03-24T09:00:01+01:00')).toBe(-1)
    expect(field('renewal_in_days', '2027-04-01T00:00:00Z')).toBe(30)
    expect(field('renewal_in_days', '2027-03-31T23:59:59Z')).toBe(31)
    expect(field('last_login_days', '2027-04-01T00:00:00Z')).toBeNull()
  })

  it('find a reading too old', () => {
    const freshness = new Map([['nps', 48 * HOUR]])
    expect(field('nps', '2027-01-02T23:59:59Z', freshness)).toBe(7)
    expect(field('nps', '2027-01-03T00:00:00Z', freshness)).toBe(STALE)
    expect(field('customer.properties.__proto__', '2027-01-03T00:00:00Z')).toBeNull()
    expect(field('customer.properties.plan', '2027-01-03T00:00:00Z')).toBe('gold')
  })

  it('flip exactly when it is foretold', () => {
    const conditions = [
      { field: 'overdue_days', operator: '>=' as const, value: 7 },
      { field: 'renewal_in_days', operator: '<=' as const, value: 30 },
      { field: 'days_in_status', operator: '=' as const, value: 100 },
      { field: 'nps', operator: '<' as const, value: 30 },
    ]
    const freshness = new Map([['nps', 2_000 * HOUR]])
    const fields = conditions.map((one) => one.field)
    const tests = conditions.map((one) => compile(one, slotsOf(fields)))
    const results = (now: number) => {
      const facts = factReader(fields)(known, { ...moment('2027-01-01T00:00:00Z', freshness), now })
      return tests.map((test) => test(facts) === TRUE).join()
    }
    const next = flipFinder(conditions)
    let now = at('2027-01-02T00:00:00Z')
    const flips: string[] = []
    for (;;) {
      const flip = next(known, { ...moment('2027-01-01T00:00:00Z', freshness), now })
      if (flip === null) break
      for (let between = now; between < flip; between += Math.max(HOUR, (flip - now) / 50))
        expect(results(between)).toBe(results(now))
      expect(results(flip - 1)).toBe(results(now))
      flips.push(`${new Date(flip).toISOString()} ${results(flip)}`)
      now = flip
    }
    expect(flips).toContain('2027-04-01T07:00:00.000Z true,true,false,false')
    expect(flips.at(-1)).toContain('2027-04-11T23:00')
  })
})
