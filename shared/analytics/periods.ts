import type { Instant } from '../time/instant.ts'

export const PERIODS = [
  'today',
  '7d',
  '30d',
  '90d',
  '365d',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'custom',
] as const
export type Period = (typeof PERIODS)[number]

export const COMPARISONS = ['previous', 'year', 'none'] as const
export type Comparison = (typeof COMPARISONS)[number]

export const PERIOD_WORDS: Record<Period, string> = {
  today: 'Today',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  '365d': 'Last 365 days',
  'this-week': 'This week',
  'last-week': 'Last week',
  'this-month': 'This month',
  'last-month': 'Last month',
  'this-quarter': 'This quarter',
  'last-quarter': 'Last quarter',
  custom: 'Other days',
}

export const COMPARISON_WORDS: Record<Comparison, string> = {
  previous: 'the days before',
  year: 'a year before',
  none: 'nothing',
}

/** Whole days of a zone, the first and the last one both counted; and as instants, `to` being the first after. */
export type Days = { firstDay: string; lastDay: string; from: Instant; to: Instant }

type Span = { first: Temporal.PlainDate; last: Temporal.PlainDate }

/** The days of a period, seen from `now`; those of a custom one that makes no sense are the last 90. */
export function periodOf(period: Period, zone: string, now: Instant, days: { from?: string; to?: string } = {}): Days {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  return inZone(spanOf(period, today, days), zone)
}

function spanOf(period: Period, today: Temporal.PlainDate, { from, to }: { from?: string; to?: string }): Span {
  const lastDays = (days: number) => ({ first: today.subtract({ days: days - 1 }), last: today })
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const quarter = today.with({ day: 1 }).subtract({ months: (today.month - 1) % 3 })
  switch (period) {
    case 'today':
      return lastDays(1)
    case '7d':
      return lastDays(7)
    case '30d':
      return lastDays(30)
    case '90d':
      return lastDays(90)
    case '365d':
      return lastDays(365)
    case 'this-week':
      return { first: monday, last: today }
    case 'last-week':
      return { first: monday.subtract({ days: 7 }), last: monday.subtract({ days: 1 }) }
    case 'this-month':
      return { first: today.with({ day: 1 }), last: today }
    case 'last-month':
      return {
        first: today.with({ day: 1 }).subtract({ months: 1 }),
        last: today.with({ day: 1 }).subtract({ days: 1 }),
      }
    case 'this-quarter':
      return { first: quarter, last: today }
    case 'last-quarter':
      return { first: quarter.subtract({ months: 3 }), last: quarter.subtract({ days: 1 }) }
    case 'custom': {
      const [first, last] = [dayFrom(from), dayFrom(to ?? from)]
      return first && last && Temporal.PlainDate.compare(first, last) <= 0 ? { first, last } : lastDays(90)
    }
  }
}

function dayFrom(written: string | undefined): Temporal.PlainDate | null {
  try {
    return written === undefined ? null : Temporal.PlainDate.from(written)
  } catch {
    return null
  }
}

/** The days to compare with: as many right before, or the same ones a year before; null for none. */
export function comparisonOf(days: Days, comparison: Comparison, zone: string): Days | null {
  const [first, last] = [Temporal.PlainDate.from(days.firstDay), Temporal.PlainDate.from(days.lastDay)]
  if (comparison === 'none') return null
  if (comparison === 'year')
    return inZone({ first: first.subtract({ years: 1 }), last: last.subtract({ years: 1 }) }, zone)
  const length = first.until(last, { largestUnit: 'days' }).days + 1
  return inZone({ first: first.subtract({ days: length }), last: first.subtract({ days: 1 }) }, zone)
}

function inZone({ first, last }: Span, zone: string): Days {
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).epochMilliseconds
  return {
    firstDay: first.toString(),
    lastDay: last.toString(),
    from: start(first),
    to: start(last.add({ days: 1 })),
  }
}
