import { describe, expect, it } from 'vitest'
import { instantFromWire, optionalInstant, WireInstant } from '../../shared/time/wire.ts'

describe('instants as others write them', () => {
  it.each([
    ['2027-01-15T09:00:00Z', '2027-01-15T09:00:00.000Z'],
    ['2027-01-15t09:00z', '2027-01-15T09:00:00.000Z'],
    ['2027-01-15T09:00:00.123456789+05:30', '2027-01-15T03:30:00.123Z'],
    ['2027-01-15T09:00:00-0500', '2027-01-15T14:00:00.000Z'],
    ['2027-01-15T09:00', '2027-01-15T08:00:00.000Z'],
    ['2027-01-15', '2027-01-14T23:00:00.000Z'],
    ['2028-02-29', '2028-02-28T23:00:00.000Z'],
    ['2027-03-28T02:30:00', '2027-03-28T01:30:00.000Z'],
    ['2027-10-31T02:30:00', '2027-10-31T00:30:00.000Z'],
  ])('%s is %s for Berlin', (written, expected) => {
    expect(WireInstant.parse(written)).toBe(written)
    expect(new Date(instantFromWire(written, 'Europe/Berlin')).toISOString()).toBe(expected)
  })

  it.each([
    '',
    'soon',
    '2027-13-01',
    '2027-02-29',
    '2027-01-15T24:00:00Z',
    '2027-01-15T09',
    '15.01.2027',
    '1768467600',
    1768467600000,
  ])('refuses %j', (written) => expect(WireInstant.safeParse(written).success).toBe(false))

  it('passes on what is not said and what is cleared', () => {
    expect([optionalInstant(undefined, 'UTC'), optionalInstant(null, 'UTC')]).toEqual([undefined, null])
  })
})
