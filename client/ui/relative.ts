const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How far `at` is from `now`, in the fewest words: `just now`, `12 min ago`, `in 3 h`, `9 days ago`, `in 2 months`.
 * Both are epoch milliseconds.
 */
export function relativeWords(at: number, now: number): string {
  const distance = Math.abs(at - now)
  // The clock on screen stands still for up to 20 s: what lies that little ahead of it has just happened.
  if (distance < 59_500) return at - now > 20_000 ? 'in a moment' : 'just now'
  const words = lengthWords(distance)
  return at > now ? `in ${words}` : `${words} ago`
}

/** A length of time in words, rounded to its largest unit: `45 s`, `12 min`, `3 h`, `9 days`, `2 years`. */
export function lengthWords(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 59_500) return `${Math.round(milliseconds / 1_000)} s`
  if (milliseconds < 59.5 * MINUTE) return `${Math.round(milliseconds / MINUTE)} min`
  if (milliseconds < 23.5 * HOUR) return `${Math.round(milliseconds / HOUR)} h`
  const days = Math.round(milliseconds / DAY)
  if (days < 60) return days === 1 ? '1 day' : `${days} days`
  const months = Math.round(days / 30.44)
  if (months < 24) return `${months} months`
  return `${Math.round(days / 365.25)} years`
}

/** Making a formatter costs more than a hundred uses of it. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formatters.set(zone, formatter)
  return formatter
}

/** `Fri 15 Jan 2027, 09:00 (New York)`: an instant in a zone, with the zone's place named. */
export function exactWords(at: number, zone: string): string {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const [weekday, day, month, year] = (['weekday', 'day', 'month', 'year'] as const).map((type) => parts.get(type))
  return `${weekday} ${day} ${month} ${year}, ${parts.get('hour')}:${parts.get('minute')} (${placeOf(zone)})`
}

/** `America/New_York` → `New York`. */
export function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
