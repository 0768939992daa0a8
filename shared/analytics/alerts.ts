import { type AlertStatus, SEVERITIES, type Severity } from '../alerts/schema.ts'
import { HOUR, type Instant } from '../time/instant.ts'

/** One alert as the measures see it. */
export type MeasuredAlert = {
  severity: Severity
  status: AlertStatus
  createdAt: Instant
  acknowledgedAt: Instant | null
  resolvedAt: Instant | null
  /** Tags of what was found in the leading message. */
  tags: readonly string[]
}

export type AlertRow = { key: string; alerts: number; falsePositives: number; mtta: number | null }

export type AlertFigures = {
  alerts: number
  /** Hours from raised to first acknowledged, and to resolved; means of those that were. */
  mtta: number | null
  mttr: number | null
  /** False positives of all that are resolved or false positives, 0 to 1. */
  falsePositiveRate: number | null
  /** The most severe first. */
  bySeverity: AlertRow[]
  /** An alert counts under each of its indicators; the most frequent first. */
  byIndicator: AlertRow[]
}

export function alertFigures(alerts: readonly MeasuredAlert[]): AlertFigures {
  const resolved = alerts.filter(({ status }) => status === 'resolved')
  const closed = resolved.length + falsePositivesOf(alerts)
  const bySeverity = Map.groupBy(alerts, ({ severity }) => severity)
  const byIndicator = new Map<string, MeasuredAlert[]>()
  for (const alert of alerts) {
    for (const tag of new Set(alert.tags)) {
      const group = byIndicator.get(tag) ?? []
      group.push(alert)
      byIndicator.set(tag, group)
    }
  }
  return {
    alerts: alerts.length,
    mtta: toAcknowledge(alerts),
    mttr: meanHours(resolved.map((one) => (one.resolvedAt === null ? null : one.resolvedAt - one.createdAt))),
    falsePositiveRate: closed === 0 ? null : falsePositivesOf(alerts) / closed,
    bySeverity: SEVERITIES.flatMap((key) => rowOf(key, bySeverity.get(key) ?? [])),
    byIndicator: [...byIndicator]
      .flatMap(([key, group]) => rowOf(key, group))
      .toSorted((a, b) => b.alerts - a.alerts || (a.key < b.key ? -1 : 1)),
  }
}

function rowOf(key: string, group: readonly MeasuredAlert[]): AlertRow[] {
  if (group.length === 0) return []
  return [{ key, alerts: group.length, falsePositives: falsePositivesOf(group), mtta: toAcknowledge(group) }]
}

function falsePositivesOf(alerts: readonly MeasuredAlert[]): number {
  return alerts.filter(({ status }) => status === 'false_positive').length
}

function toAcknowledge(alerts: readonly MeasuredAlert[]): number | null {
  return meanHours(alerts.map((one) => (one.acknowledgedAt === null ? null : one.acknowledgedAt - one.createdAt)))
}

function meanHours(lengths: readonly (number | null)[]): number | null {
  const known = lengths.filter((length) => length !== null)
  return known.length === 0 ? null : known.reduce((sum, length) => sum + length, 0) / known.length / HOUR
}
