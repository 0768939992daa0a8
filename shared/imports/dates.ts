import { instantOf, isTimeZone } from '../time/zone.ts'
import type { Instant } from '../time/instant.ts'

/** Which of the two numbers before the year is the day. */
export type DateOrder = 'dmy' | 'mdy'

/** What a whole column says about the order of its slashed dates. `ambiguous`: somebody must be asked. */
export type ColumnDates = DateOrder | 'ambiguous' | 'contradictory' | 'none'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const TIME = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`, 'i')
const DOTTED = new RegExp(String.raw`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})${TIME}$`, 'i')
const SLASHED = new RegExp(String.raw`^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})${TIME}$`, 'i')
const DAY_MONTH = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]{3,9})\.?[ ,-]+(\d{4})${TIME}$`,
  'i',
)
const MONTH_DAY = new RegExp(
  String.raw`^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}$`,
  'i',
)

/** The order that one value proves, or null when it is no slashed date or reads both ways. */
function provenOrder(value: string): DateOrder | 'either' | null {
  const match = SLASHED.exec(value.trim())
  if (match === null) return null
  const [first, second] = [Number(match[1]), Number(match[2])]
  if (first > 12 && second <= 12) return 'dmy'
  if (second > 12 && first <= 12) return 'mdy'
  return first > 12 ? null : 'either'
}

/** Slashed dates are settled by their column: one value that reads only one way decides for all. */
export function dateEvidence(): { add(value: string): void; order(): ColumnDates } {
  let [dmy, mdy, either] = [false, false, false]
  return {
    add(value) {
      const order = provenOrder(value)
      dmy ||= order === 'dmy'
      mdy ||= order === 'mdy'
      either ||= order === 'either'
    },
    order() {
      if (dmy && mdy) return 'contradictory'
      if (dmy) return 'dmy'
      if (mdy) return 'mdy'
      return either ? 'ambiguous' : 'none'
    },
  }
}

type Parts = { year: number; month: number; day: number; time: (string | undefined)[] }

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

function fullYear(written: string): number {
  return written.length === 2 ? 2000 + Number(written) : Number(written)
}

/** Year, month and day as written; the order matters for slashed dates only: dotted ones are day first. */
function dissect(text: string, order: DateOrder | null): Parts | 'needs_order' | null {
  const ymd = YEAR_FIRST.exec(text)
  if (ymd) return { year: Number(ymd[1]), month: Number(ymd[2]), day: Number(ymd[3]), time: ymd.slice(4) }
  const dotted = DOTTED.exec(text)
  if (dotted) {
    return { year: fullYear(dotted[3] ?? ''), month: Number(dotted[2]), day: Number(dotted[1]), time: dotted.slice(4) }
  }
  const slashed = SLASHED.exec(text)
  if (slashed) {
    const proven = order ?? provenOrder(text)
    if (proven === 'either') return 'needs_order'
    if (proven === null) return null
    const [day, month] = proven === 'dmy' ? [slashed[1], slashed[2]] : [slashed[2], slashed[1]]
    return { year: fullYear(slashed[3] ?? ''), month: Number(month), day: Number(day), time: slashed.slice(4) }
  }
  const dayMonth = DAY_MONTH.exec(text)
  if (dayMonth) {
    return {
      year: Number(dayMonth[3]),
      month: monthOf(dayMonth[2] ?? ''),
      day: Number(dayMonth[1]),
      time: dayMonth.slice(4),
    }
  }
  const monthDay = MONTH_DAY.exec(text)
  if (monthDay) {
    return {
      year: Number(monthDay[3]),
      month: monthOf(monthDay[1] ?? ''),
      day: Number(monthDay[2]),
      time: monthDay.slice(4),
    }
  }
  return null
}

/** What a date without a time of day means: the first or the last minute of that day. */
export type DayMeans = 'start' | 'end'

/**
 * A written date as an instant. A time without an offset is local to `zone`, and so is a day without a time.
 * @param order of slashed dates, as settled for the column; null: only values that read one way are taken.
 * @returns the instant, `needs_order` for a slashed date that reads both ways, or null when it is no date.
 */
export function parseDate(
  written: string,
  { zone, order, dayMeans }: { zone: string; order: DateOrder | null; dayMeans: DayMeans },
): Instant | 'needs_order' | null {
  const text = written.trim().normalize('NFKC')
  const parts = dissect(text, order)
  if (parts === null || parts === 'needs_order') return parts
  const [hourText, minute, second, half, offset] = parts.time
  let hour = dayMeans === 'start' ? 0 : 23
  if (hourText !== undefined) {
    hour = Number(hourText)
    if (half !== undefined) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  }
  const two = (value: number | string) => String(value).padStart(2, '0')
  const clock = `${two(hour)}:${two(minute ?? (dayMeans === 'end' && hourText === undefined ? 59 : 0))}:${two(second ?? 0)}`
  const wall = `${String(parts.year).padStart(4, '0')}-${two(parts.month)}-${two(parts.day)}T${clock}`
  const shift = offset === undefined ? '' : /^[+-]/.test(offset) ? offset.replace(/^(...):?(..)$/, '$1:$2') : 'Z'
  try {
    return instantOf(`${wall}${shift}`, undefined, isTimeZone(zone) ? zone : 'UTC')
  } catch {
    return null
  }
}
