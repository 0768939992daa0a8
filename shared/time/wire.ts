import { z } from 'zod'
import type { Instant } from './instant.ts'

/**
 * A point in time as others write it: ISO 8601 with an offset or `Z`; or without one, or a day alone (its start),
 * meant in the organization's zone.
 */
export const WireInstant = z.union([z.iso.datetime({ offset: true, local: true }), z.iso.date()], {
  error: 'Must be an ISO 8601 date and time such as 2027-01-15T09:00:00Z',
})

/** The instant of a `WireInstant`; in a gap of daylight saving time the later valid time, in an overlap the first. */
export function instantFromWire(written: string, zone: string): Instant {
  if (/(?:Z|[+-]\d{2}:?\d{2})$/i.test(written) && written.includes('T')) return Date.parse(written)
  return Temporal.PlainDateTime.from(written).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}

/** The same for an optional field: undefined stays undefined and null stays null. */
export function optionalInstant(written: string | null | undefined, zone: string): Instant | null | undefined {
  return typeof written === 'string' ? instantFromWire(written, zone) : written
}
