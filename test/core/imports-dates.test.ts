import { describe, expect, it } from 'vitest'
import { dateEvidence, type DateOrder, parseDate } from '../../shared/imports/dates.ts'

function read(written: string, order: DateOrder | null = null, zone = 'UTC', dayMeans: 'start' | 'end' = 'start') {
  const result = parseDate(written, { zone, order, dayMeans })
  return typeof result === 'number' ? new Date(result).toISOString() : result
}

function columnDates(values: string[]) {
  const evidence = dateEvidence()
  values.forEach(evidence.add)
  return evidence.order()
}

describe('dates as exports write them', () => {
  it.each([
    ['2027-02-26', '2027-02-26T00:00:00.000Z'],
    ['2027/02/26', '2027-02-26T00:00:00.000Z'],
    ['13.10.2027', '2027-10-13T00:00:00.000Z'],
    ['03.04.2027', '2027-04-03T00:00:00.000Z'],
    ['3.4.27', '2027-04-03T00:00:00.000Z'],
    ['2026-12-14T13:00:00Z', '2026-12-14T13:00:00.000Z'],
    ['2026-12-14T13:00:00+02:00', '2026-12-14T11:00:00.000Z'],
    ['2026-12-14 13:00', '2026-12-14T13:00:00.000Z'],
    ['14.12.2026 13:30', '2026-12-14T13:30:00.000Z'],
    ['25/12/2026', '2026-12-25T00:00:00.000Z'],
    ['12/25/2026 3:05 PM', '2026-12-25T15:05:00.000Z'],
    ['5 Mar 2027', '2027-03-05T00:00:00.000Z'],
    ['Mar 5, 2027', '2027-03-05T00:00:00.000Z'],
    ['Friday, March 5th, 2027', '2027-03-05T00:00:00.000Z'],
  ])('%s', (written, iso) => {
    expect(read(written)).toBe(iso)
  })

  it.each(['2027-13-40', '31.02.2027', 'soon', '', '99/99/2027', '2027-02-26T25:00', '12 Foo 2027'])(
    '%s is no date',
    (written) => {
      expect(read(written)).toBeNull()
    },
  )

  it('never guesses a slashed date', () => {
    expect(read('03/04/2027')).toBe('needs_order')
    expect(read('03/04/2027', 'dmy')).toBe('2027-04-03T00:00:00.000Z')
    expect(read('03/04/2027', 'mdy')).toBe('2027-03-04T00:00:00.000Z')
    expect(read('25/12/2026', 'mdy')).toBeNull()
  })

  it('lets the column settle the order, and says when it cannot', () => {
    expect(columnDates(['03/04/2027', '25/12/2026'])).toBe('dmy')
    expect(columnDates(['03/04/2027', '12/25/2026'])).toBe('mdy')
    expect(columnDates(['03/04/2027', '05/06/2027'])).toBe('ambiguous')
    expect(columnDates(['25/12/2026', '12/25/2026'])).toBe('contradictory')
    expect(columnDates(['2027-01-01', '13.10.2027', ''])).toBe('none')
  })

  it('takes a day without a time as a day of the zone, from its start or to its end', () => {
    expect(read('2027-07-01', null, 'Europe/Berlin')).toBe('2027-06-30T22:00:00.000Z')
    expect(read('2027-07-01', null, 'Europe/Berlin', 'end')).toBe('2027-07-01T21:59:00.000Z')
  })
})
