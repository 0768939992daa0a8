import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latestSlot, nextSlot, parseSchedule, type Schedule } from '../../shared/jobs/schedule.ts'
import { DAY, MINUTE } from '../../shared/time/instant.ts'

/** Minute by minute, the slow way. */
function matches(schedule: Schedule, at: number): boolean {
  const date = new Date(at)
  return (
    schedule.minutes.has(date.getUTCMinutes()) &&
    schedule.hours.has(date.getUTCHours()) &&
    schedule.days.has(date.getUTCDate()) &&
    schedule.months.has(date.getUTCMonth() + 1) &&
    schedule.weekdays.has(date.getUTCDay())
  )
}

function walk(schedule: Schedule, from: number, step: number, limit: number): number | undefined {
  for (let at = from; Math.abs(at - from) <= limit; at += step) if (matches(schedule, at)) return at
  return undefined
}

const field = (min: number, max: number) =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min: 2, max: 20 }).map((step) => `*/${step}`),
    fc.integer({ min, max }).map(String),
    fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 3 }).map((values) => values.join(',')),
    fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
  )

describe('slots of a schedule', () => {
  it('agrees with walking minute by minute', () => {
    const expression = fc.tuple(field(0, 59), field(0, 23), field(1, 28), fc.constant('*'), field(0, 6))
    const around = fc.integer({ min: Date.parse('2024-02-20T00:00:00Z'), max: Date.parse('2028-03-10T00:00:00Z') })
    fc.assert(
      fc.property(expression, around, (parts, now) => {
        const schedule = parseSchedule(parts.join(' '))
        const minute = Math.floor(now / MINUTE) * MINUTE
        const before = walk(schedule, minute, -MINUTE, 20 * DAY)
        expect(latestSlot(schedule, now)).toSatisfy((slot) => before === undefined || slot === before)
        const after = walk(schedule, minute + MINUTE, MINUTE, 20 * DAY)
        expect(nextSlot(schedule, now)).toSatisfy((slot) => after === undefined || slot === after)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['0 8 * * *', '2027-01-15T07:59:59Z', '2027-01-14T08:00:00Z'],
    ['0 8 * * *', '2027-01-15T08:00:00Z', '2027-01-15T08:00:00Z'],
    ['*/15 * * * *', '2027-01-15T08:44:59Z', '2027-01-15T08:30:00Z'],
    ['0 0 29 2 *', '2027-01-15T08:44:59Z', '2024-02-29T00:00:00Z'],
    ['30 4 1-7 * 1', '2027-01-15T08:44:59Z', '2027-01-04T04:30:00Z'],
  ])('the latest of %s at %s is %s', (expression, now, slot) => {
    expect(latestSlot(parseSchedule(expression), Date.parse(now))).toBe(Date.parse(slot))
  })

  it('knows a day that never comes', () => {
    expect(latestSlot(parseSchedule('0 0 31 2 *'), 0)).toBe(null)
  })

  it.each([
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 7',
    'a * * * *',
    '5/10 * * * *',
    '9-3 * * * *',
    '*/0 * * * *',
    '@daily',
    '',
  ])('refuses %j', (expression) => {
    expect(() => parseSchedule(expression)).toThrow(RangeError)
  })
})
