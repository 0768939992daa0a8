import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../shared/time/instant.ts'
import { relativeWords } from '../../shared/time/relative.ts'
import { CHANGING_ZONES } from '../support/zones.ts'
import { formatInstant, instantOf, isTimeZone, localCalendar, zoneCity } from '../../shared/time/zone.ts'

const ZONES = [...CHANGING_ZONES, 'Asia/Kolkata', 'UTC']

/** What the wall clock shows, by another road than the product's: `sv-SE` writes `2027-01-15 09:00`. */
function wallClock(zone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return (instant) => format.format(instant).replace(' ', 'T')
}

/** Minute by minute through the real time around a day: what the wall clock shows → the first instant at which it does. */
function minutesAround(day: string, zone: string): Map<string, number> {
  const shows = wallClock(zone)
  const first = new Map<string, number>()
  const noon = Date.parse(`${day}T12:00:00Z`)
  for (let instant = noon - 38 * HOUR; instant <= noon + 38 * HOUR; instant += MINUTE) {
    const shown = shows(instant)
    if (!first.has(shown)) first.set(shown, instant)
  }
  return first
}

/** In a gap: as far behind the jump of the clock as the written time is behind the beginning of the gap. */
function slowInstantOf(written: string, minutes: Map<string, number>): number {
  for (let back = 0; back <= 25 * 60; back += 1) {
    const before = minutes.get(new Date(Date.parse(`${written}:00Z`) - back * MINUTE).toISOString().slice(0, 16))
    if (before !== undefined) return before + back * MINUTE
  }
  throw new Error(`no such time near ${written}`)
}

/** Days on which the zone changes its clock between 2026 and 2029, found hour by hour. */
function transitionDays(zone: string): string[] {
  const shows = wallClock(zone)
  const days = new Set<string>()
  const offset = (instant: number) => Date.parse(`${shows(instant)}:00Z`) - Math.floor(instant / MINUTE) * MINUTE
  for (let instant = Date.UTC(2026, 0, 1); instant < Date.UTC(2029, 0, 1); instant += 6 * HOUR)
    if (offset(instant) !== offset(instant + 6 * HOUR)) days.add(shows(instant + 3 * HOUR).slice(0, 10))
  return [...days]
}

describe('instantOf', () => {
  it.each(ZONES)('agrees minute by minute with the wall clock around every change of clocks in %s', (zone) => {
    for (const day of transitionDays(zone).slice(0, 4)) {
      const minutes = minutesAround(day, zone)
      for (const hour of ['00', '01', '02', '03'])
        for (const minute of ['00', '15', '30', '45', '59']) {
          const written = `${day}T${hour}:${minute}`
          expect(`${written} ${instantOf(written, zone, 'UTC')}`).toBe(`${written} ${slowInstantOf(written, minutes)}`)
        }
    }
  })

  it('takes the later valid time in a gap and the first in an overlap', () => {
    const iso = (written: string) => new Date(instantOf(written, 'America/New_York', 'UTC')).toISOString()
    expect(iso('2027-03-14T02:30:00')).toBe('2027-03-14T07:30:00.000Z')
    expect(iso('2027-11-07T01:30:00')).toBe('2027-11-07T05:30:00.000Z')
  })

  it('reads an offset or Z as that instant, whatever the zone that shows it', () => {
    const expected = Date.parse('2027-01-15T08:00:00Z')
    expect(instantOf('2027-01-15T09:00:00+01:00', 'America/New_York', 'UTC')).toBe(expected)
    expect(instantOf('2027-01-15T08:00Z', undefined, 'Asia/Kolkata')).toBe(expected)
    expect(instantOf('2027-01-15t08:00:00.000z', undefined, 'UTC')).toBe(expected)
  })

  it('takes the organization zone where none is written', () => {
    expect(instantOf('2027-01-15T09:00:00', undefined, 'Europe/Berlin')).toBe(Date.parse('2027-01-15T08:00:00Z'))
    expect(instantOf('2027-01-15T09:00:00', 'UTC', 'Europe/Berlin')).toBe(Date.parse('2027-01-15T09:00:00Z'))
  })

  it.each([
    ['2027-01-15', undefined, 'date'],
    ['2027-01-15 09:00', undefined, 'date'],
    ['2027-02-30T09:00:00Z', undefined, 'date'],
    ['2027-02-30T09:00:00', undefined, 'date'],
    ['2027-01-15T24:00:00Z', undefined, 'date'],
    ['2027-01-15T09:00:60Z', undefined, 'date'],
    ['2027-01-15T09:00:00[Europe/Berlin]', undefined, 'date'],
    ['next friday', undefined, 'date'],
    ['2027-01-15T09:00:00Z', 'Mars/Olympus', 'timezone'],
    ['2027-01-15T09:00:00', '+01:00', 'timezone'],
    ['2027-01-15T09:00:00', '', 'timezone'],
  ])('refuses %j in %j and says where', (date, zone, field) => {
    expect(() => instantOf(date, zone, 'UTC')).toThrow(
      expect.objectContaining({ code: 'bad_request', issues: [expect.objectContaining({ path: [field] })] }),
    )
  })
})

describe('localCalendar', () => {
  it('says what the wall calendar of the zone says, at any instant', () => {
    const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) })
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (at, zone) => {
        const { day, weekday, hour } = localCalendar(at, zone)
        const [date, time] = wallClock(zone)(at).split('T')
        expect({ day, hour }).toEqual({ day: date, hour: Number(time?.slice(0, 2)) })
        expect(weekday).toBe(new Date(`${date}T00:00:00Z`).getUTCDay() || 7)
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })
})

describe('words', () => {
  it('name the city of the zone', () => {
    const at = Date.parse('2027-01-15T14:00:00Z')
    expect(formatInstant(at, 'America/New_York')).toBe('Fri 15 Jan 2027, 09:00 (New York)')
    expect(formatInstant(at, 'UTC')).toBe('Fri 15 Jan 2027, 14:00 (UTC)')
    expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
    expect(formatInstant(Date.parse('2027-09-05T00:05:00Z'), 'UTC')).toBe('Sun 5 Sep 2027, 00:05 (UTC)')
  })

  it.each([
    [54 * 24 * HOUR, 'in 54 days'],
    [24 * HOUR, 'in 1 day'],
    [23 * HOUR, 'in 23 hours'],
    [59.7 * MINUTE, 'in 1 hour'],
    [MINUTE, 'in 1 minute'],
    [40_000, 'in 1 minute'],
    [20_000, 'now'],
    [-3 * HOUR, '3 hours ago'],
    [-2 * 24 * HOUR, '2 days ago'],
  ])('%d ms from now is %s', (distance, words) => {
    expect(relativeWords(1e12 + distance, 1e12)).toBe(words)
  })

  it('know zones by name only', () => {
    expect(ZONES.every(isTimeZone)).toBe(true)
    expect(['', '+01:00', 'Nowhere', 'Europe/Atlantis', '../etc'].some(isTimeZone)).toBe(false)
  })
})
