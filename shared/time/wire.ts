import { z } from 'zod'
import type { Instant } from './instant.ts'

const WRITTEN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?([Zz]|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/

/** Does the calendar have this day? */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * A point in time as others write it: ISO 8601 with an offset or `Z`; or without one, or a day alone (its start),
 * meant in the organization's zone.
 */
export const WireInstant = z
  .string('Must be text: an ISO 8601 date and time')
  .refine((written) => {
    const parts = WRITTEN.exec(written)
    return parts !== null && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  }, 'Must be an ISO 8601 date and time such as 2027-01-15T09:00:00Z')
  .meta({ format: 'date-time', examples: ['2027-01-15T09:00:00Z'] })

/** The instant of a `WireInstant`; in a gap of daylight saving time the later valid time, in an overlap the first. */
export function instantFromWire(written: string, zone: string): Instant {
  const upper = written.toUpperCase()
  if (WRITTEN.exec(upper)?.[4] !== undefined) return Temporal.Instant.from(upper).epochMilliseconds
  return Temporal.PlainDateTime.from(upper).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}

/** The same for an optional field: undefined stays undefined and null stays null. */
export function optionalInstant(written: string | null | undefined, zone: string): Instant | null | undefined {
  return typeof written === 'string' ? instantFromWire(written, zone) : written
}
