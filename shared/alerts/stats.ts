import type { Instant } from '../time/instant.ts'
import type { AlertStatus } from './schema.ts'

export type AlertStats = {
  open: number
  acknowledged: number
  resolved: number
  falsePositive: number
  /** 0 to 1, of those that are closed; null while none is. */
  falsePositiveRate: number | null
  /** Raised in this calendar month of the organization's zone. */
  totalThisMonth: number
}

/** The first moment of the month that `now` is in, where the organization is. */
export function monthStart(now: Instant, zone: string): Instant {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  return today.with({ day: 1 }).toZonedDateTime(zone).epochMilliseconds
}

export function statsOf(counts: Record<AlertStatus, number> & { since: number }): AlertStats {
  const { open, acknowledged, resolved, false_positive: falsePositive, since } = counts
  const closed = resolved + falsePositive
  return {
    open,
    acknowledged,
    resolved,
    falsePositive,
    falsePositiveRate: closed === 0 ? null : falsePositive / closed,
    totalThisMonth: since,
  }
}
