import type { Instant } from '../time/instant.ts'

/**
 * The latest moment, at or before `now`, at which the daily digest was due: `hour` o'clock in the organization's zone.
 * Where the clocks jump over that hour it is the first moment after, where they repeat it the first of the two.
 * `day` is the local date, which a person gets at most one digest for.
 */
export function latestDigest(hour: number, zone: string, now: Instant): { day: string; at: Instant } {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const on = (date: Temporal.PlainDate) => ({
    day: date.toString(),
    at: date.toPlainDateTime({ hour }).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
  })
  const digest = on(today)
  return digest.at <= now ? digest : on(today.subtract({ days: 1 }))
}

/** How many titles a digest names; the rest is counted. */
const NAMED = 30

/** What a digest says of the things that waited, oldest first. */
export function writeDigest(titles: readonly string[], total: number, link: string): { title: string; body: string } {
  const lines = titles.slice(0, NAMED).map((title) => `• ${title.replace(/\s+/g, ' ')}`)
  const more = total - lines.length
  if (more > 0) lines.push(`… and ${more} more`)
  const title = total === 1 ? 'Your daily digest: 1 notification' : `Your daily digest: ${total} notifications`
  return { title, body: `${lines.join('\n')}\n\n${link}` }
}
