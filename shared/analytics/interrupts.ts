import type { Instant } from '../time/instant.ts'
import { localTime } from '../time/zone.ts'

/** Notifications of one kind that interrupted one person within a quarter of an hour. */
export type Interruption = {
  userId: string
  /** Severity of the alert it was about; null where it was about none. */
  severity: string | null
  /** The quarter of an hour since 1 January 1970. */
  quarter: number
  notifications: number
}

export const QUARTER = 900_000

/** How much one person was interrupted: by severity of the alert, by everything else, and how much of all out of hours. */
export type InterruptRow = {
  userId: string
  critical: number
  high: number
  medium: number
  low: number
  other: number
  outOfHours: number
  total: number
}

/** Working hours: Monday to Friday, from 8 until before 18 o'clock, in the organization's zone. */
export function isOutOfHours(instant: Instant, zone: string): boolean {
  const { weekday, hour } = localTime(instant, zone)
  return weekday > 5 || hour < 8 || hour >= 18
}

/** By person, who was interrupted most first. Offsets of zones are whole quarters of an hour, so a quarter has one hour. */
export function interruptRows(interruptions: readonly Interruption[], zone: string): InterruptRow[] {
  const rows = new Map<string, InterruptRow>()
  const outside = new Map<number, boolean>()
  for (const { userId, severity, quarter, notifications } of interruptions) {
    const row = rows.get(userId) ?? emptyRow(userId)
    rows.set(userId, row)
    const late = outside.get(quarter) ?? isOutOfHours(quarter * QUARTER, zone)
    outside.set(quarter, late)
    row[kindOf(severity)] += notifications
    row.total += notifications
    if (late) row.outOfHours += notifications
  }
  return [...rows.values()].toSorted((a, b) => b.total - a.total || (a.userId < b.userId ? -1 : 1))
}

function kindOf(severity: string | null): 'critical' | 'high' | 'medium' | 'low' | 'other' {
  return severity === 'critical' || severity === 'high' || severity === 'medium' || severity === 'low'
    ? severity
    : 'other'
}

function emptyRow(userId: string): InterruptRow {
  return { userId, critical: 0, high: 0, medium: 0, low: 0, other: 0, outOfHours: 0, total: 0 }
}
