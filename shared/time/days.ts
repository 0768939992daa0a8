import { DAY, type Instant } from './instant.ts'

/** Between two changes of a zone's clocks its offset stays the same. */
type Stretch = { from: Instant; to: Instant; offset: number }

/** Asking the calendar costs a hundred times the addition it is asked for, and a zone changes twice a year. */
const stretches = new Map<string, Stretch[]>()
const MOST_STRETCHES = 400

function stretchAt(instant: Instant, zone: string): Stretch {
  const known = stretches.get(zone) ?? []
  const found = known.find(({ from, to }) => instant >= from && instant < to)
  if (found) return found
  const here = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  const next = here.getTimeZoneTransition('next')
  const previous = here.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const stretch = {
    from: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: here.offsetNanoseconds / 1e6,
  }
  stretches.set(zone, [stretch, ...known].slice(0, MOST_STRETCHES))
  return stretch
}

function offsetAt(instant: Instant, zone: string): number {
  return stretchAt(instant, zone).offset
}

/**
 * The same time on the wall so many days later (or, with a negative number, earlier). In a gap of daylight saving time
 * the later valid time counts, in an overlap the first.
 */
export function addDays(anchor: Instant, days: number, zone: string): Instant {
  const local = anchor + offsetAt(anchor, zone) + days * DAY
  const before = offsetAt(local - DAY, zone)
  const early = local - before
  if (offsetAt(early, zone) === before) return early
  const late = local - offsetAt(local + DAY, zone)
  return offsetAt(late, zone) === local - late ? late : early
}

/** Whole days on the wall since `anchor`, rounded down: −1 within the day before it. Flips exactly at `addDays`. */
export function daysSince(anchor: Instant, now: Instant, zone: string): number {
  let days = Math.floor((now + offsetAt(now, zone) - anchor - offsetAt(anchor, zone)) / DAY)
  while (addDays(anchor, days, zone) > now) days -= 1
  while (addDays(anchor, days + 1, zone) <= now) days += 1
  return days
}
