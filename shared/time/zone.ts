import { badField, DomainError } from '../errors.ts'
import type { Instant } from './instant.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Building a formatter costs 100 times its use, and there are only as many as there are zones. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

/** Is this the name of an IANA zone, such as `America/New_York` or `UTC`? A bare offset is not. */
export function isTimeZone(name: string): boolean {
  if (formatters.has(name)) return true
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    formatterOf(name)
    return true
  } catch {
    return false
  }
}

const WRITTEN =
  /^\d{4}-\d{2}-\d{2}[Tt](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?([Zz]|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/

/**
 * The instant of a date as a trigger writes it: ISO 8601 with a time. With an offset or `Z` it is that instant, and
 * `timezone` is only how it is shown. Without one it is wall-clock time in `timezone`, or else `organizationZone`; in a
 * gap of daylight saving time the later valid time counts, in an overlap the first.
 * Throws `bad_request` with path `date` or `timezone`.
 */
export function instantOf(date: string, timezone: string | undefined, organizationZone: string): Instant {
  if (timezone !== undefined && !isTimeZone(timezone))
    throw badField(['timezone'], `Use the name of a time zone, such as Europe/Berlin: ${timezone} is none`)
  const offset = WRITTEN.exec(date)
  if (!offset) throw badField(['date'], 'Use ISO 8601 with a time, such as 2027-01-15T09:00:00Z')
  const written = date.toUpperCase()
  try {
    if (offset[1]) return Temporal.Instant.from(written).epochMilliseconds
    const zone = timezone ?? organizationZone
    return Temporal.PlainDateTime.from(written).toZonedDateTime(zone, { disambiguation: 'compatible' })
      .epochMilliseconds
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw badField(['date'], `There is no such day: ${date}`)
  }
}

/** Wall-clock time; weekday 1 = Monday … 7 = Sunday. */
export type LocalTime = {
  year: number
  month: number
  day: number
  weekday: number
  hour: number
  minute: number
}

/** What calendar and clock on the wall say in a zone. */
export function localTime(instant: Instant, zone: string): LocalTime {
  const local = { year: 0, month: 0, day: 0, weekday: 0, hour: 0, minute: 0 }
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) {
    if (type === 'year' || type === 'month' || type === 'day' || type === 'hour' || type === 'minute')
      local[type] = Number(value)
  }
  local.weekday = new Date(Date.UTC(local.year, local.month - 1, local.day)).getUTCDay() || 7
  return local
}

const two = (value: number) => String(value).padStart(2, '0')

/** The local day (YYYY-MM-DD), weekday (1 = Monday … 7 = Sunday) and hour that analytics group by. */
export function localCalendar(instant: Instant, zone: string): { day: string; weekday: number; hour: number } {
  const { year, month, day, weekday, hour } = localTime(instant, zone)
  return { day: `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`, weekday, hour }
}

/** What people call a zone: `America/New_York` is `New York`. */
export function zoneCity(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** `Fri 15 Jan 2027, 09:00 (New York)`. */
export function formatInstant(instant: Instant, zone: string): string {
  const { year, month, day, weekday, hour, minute } = localTime(instant, zone)
  const date = `${WEEKDAYS[weekday - 1]} ${day} ${MONTHS[month - 1]} ${year}`
  return `${date}, ${two(hour)}:${two(minute)} (${zoneCity(zone)})`
}
