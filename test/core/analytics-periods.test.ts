import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparisonOf, type Period, PERIODS, periodOf } from '../../shared/analytics/periods.ts'
import { csvLine, formulaSafe } from '../../shared/csv.ts'

// A Wednesday, already Thursday in Auckland.
const now = Date.parse('2027-03-31T12:00:00Z')
const days = (period: Period, zone = 'Europe/Berlin', custom = {}) => {
  const { firstDay, lastDay } = periodOf(period, zone, now, custom)
  return `${firstDay} ${lastDay}`
}

describe('periods', () => {
  it('are whole days of the zone, today among them', () => {
    expect(Object.fromEntries(PERIODS.map((period) => [period, days(period)]))).toEqual({
      today: '2027-03-31 2027-03-31',
      '7d': '2027-03-25 2027-03-31',
      '30d': '2027-03-02 2027-03-31',
      '90d': '2027-01-01 2027-03-31',
      '365d': '2026-04-01 2027-03-31',
      'this-week': '2027-03-29 2027-03-31',
      'last-week': '2027-03-22 2027-03-28',
      'this-month': '2027-03-01 2027-03-31',
      'last-month': '2027-02-01 2027-02-28',
      'this-quarter': '2027-01-01 2027-03-31',
      'last-quarter': '2026-10-01 2026-12-31',
      custom: '2027-01-01 2027-03-31',
    })
    expect(days('today', 'Pacific/Auckland')).toBe('2027-04-01 2027-04-01')
    expect(days('custom', 'UTC', { from: '2027-02-01', to: '2027-02-03' })).toBe('2027-02-01 2027-02-03')
    for (const custom of [
      { from: '2027-02-30', to: 'x' },
      { from: '2027-02-03', to: '2027-02-01' },
    ])
      expect(days('custom', 'UTC', custom)).toBe('2027-01-01 2027-03-31')
  })

  it('of a day that an hour is taken from have 23 hours', () => {
    const { from, to } = periodOf('custom', 'Europe/Berlin', now, { from: '2027-03-28' })
    expect((to - from) / 3_600_000).toBe(23)
  })

  it('are compared with as many days before, or with those of the year before', () => {
    const march = periodOf('custom', 'UTC', now, { from: '2027-03-01', to: '2027-03-31' })
    expect(comparisonOf(march, 'previous', 'UTC')).toMatchObject({ firstDay: '2027-01-29', lastDay: '2027-02-28' })
    expect(comparisonOf(march, 'year', 'UTC')).toMatchObject({ firstDay: '2026-03-01', lastDay: '2026-03-31' })
    expect(comparisonOf(march, 'none', 'UTC')).toBeNull()
  })
})

describe('a line of CSV', () => {
  it('is read by another program as it was, with text made safe and every number a number', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', "'", 'a', '1') }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.constant(null),
    )
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (lines) => {
        const read = parse(lines.map(csvLine).join(''), { record_delimiter: '\r\n' }) as string[][]
        expect(read.map((line) => line.length)).toEqual(lines.map(() => 2))
        for (const [line, cells] of lines.entries())
          for (const [at, given] of cells.entries()) {
            const got = read[line]![at]!
            expect(typeof given === 'number' ? Number(got) : got).toEqual(
              typeof given === 'number' ? given + 0 : formulaSafe(given ?? ''),
            )
            expect(typeof given !== 'number' && /^[=+\-@\t\r]/.test(got)).toBe(false)
          }
      }),
    )
    expect(parse(csvLine([-1.5, '-1.5', -2]), { cast: true })).toEqual([[-1.5, "'-1.5", -2]])
  })

  it('quotes, makes text safe and leaves numbers alone', () => {
    expect(csvLine(['a', null, -1.5, 'b,"c"', 'd\ne', '=1+1', '-2', '@x', '\t', '+'])).toBe(
      `a,,-1.5,"b,""c""","d\ne",'=1+1,'-2,'@x,'\t,'+\r\n`,
    )
  })
})
