import { DAY } from '../time/instant.ts'
import type { Step } from './schema.ts'

/** `2027-01-15` of a number of days since 1 January 1970. */
export function toDay(days: number): string {
  return new Date(days * DAY).toISOString().slice(0, 10)
}

/** The number of days from 1 January 1970 to `2027-01-15`. */
export function daysOf(day: string): number {
  return Date.parse(day) / DAY
}

/** The first day of the day's step: itself, the Monday of its week, or the first of its month. */
export function stepOf(days: number, step: Step): number {
  if (step === 'day') return days
  // 1 January 1970 was a Thursday.
  if (step === 'week') return days - ((((days + 3) % 7) + 7) % 7)
  const date = new Date(days * DAY)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY
}

/** The first day of the step after that of `days`. */
export function nextStep(days: number, step: Step): number {
  if (step === 'month') return stepOf(stepOf(days, step) + 31, step)
  return stepOf(days, step) + (step === 'week' ? 7 : 1)
}

/** Steps of which a chart shows a readable number. */
export function stepFor(days: number): Step {
  if (days <= 45) return 'day'
  return days <= 400 ? 'week' : 'month'
}

/** The last day of the step that begins with this day. */
export function lastDayOf(firstDay: string, step: Step): string {
  return toDay(nextStep(daysOf(firstDay), step) - 1)
}
