import { expect, it } from 'vitest'
import { alertFigures, type MeasuredAlert } from '../../shared/analytics/alerts.ts'
import { interruptRows, isOutOfHours, QUARTER } from '../../shared/analytics/interrupts.ts'
import { HOUR } from '../../shared/time/instant.ts'

const alert = (fields: Partial<MeasuredAlert>): MeasuredAlert => ({
  severity: 'high',
  status: 'open',
  createdAt: 0,
  acknowledgedAt: null,
  resolvedAt: null,
  tags: [],
  ...fields,
})

it('alerts are measured from raised to acknowledged and to resolved', () => {
  const figures = alertFigures([
    alert({ severity: 'critical', status: 'resolved', acknowledgedAt: HOUR, resolvedAt: 5 * HOUR, tags: ['churn'] }),
    alert({ status: 'resolved', acknowledgedAt: 3 * HOUR, resolvedAt: 3 * HOUR, tags: ['churn', 'churn', 'anger'] }),
    alert({ status: 'false_positive', tags: ['anger'] }),
    alert({ status: 'acknowledged', acknowledgedAt: 2 * HOUR }),
    alert({}),
  ])
  expect(figures).toEqual({
    alerts: 5,
    mtta: 2,
    mttr: 4,
    falsePositiveRate: 1 / 3,
    bySeverity: [
      { key: 'critical', alerts: 1, falsePositives: 0, mtta: 1 },
      { key: 'high', alerts: 4, falsePositives: 1, mtta: 2.5 },
    ],
    byIndicator: [
      { key: 'anger', alerts: 2, falsePositives: 1, mtta: 3 },
      { key: 'churn', alerts: 2, falsePositives: 0, mtta: 2 },
    ],
  })
})

it('of no alert nothing is measured', () => {
  expect(alertFigures([])).toEqual({
    alerts: 0,
    mtta: null,
    mttr: null,
    falsePositiveRate: null,
    bySeverity: [],
    byIndicator: [],
  })
})

it('interruptions are out of hours by the organization’s clock', () => {
  const at = (written: string) => Date.parse(written)
  expect(isOutOfHours(at('2027-01-15T06:59:59Z'), 'Europe/Berlin')).toBe(true)
  expect(isOutOfHours(at('2027-01-15T07:00:00Z'), 'Europe/Berlin')).toBe(false)
  expect(isOutOfHours(at('2027-01-15T17:00:00Z'), 'Europe/Berlin')).toBe(true)
  expect(isOutOfHours(at('2027-01-16T11:00:00Z'), 'Europe/Berlin')).toBe(true)
  // 22:00 on Thursday in New York.
  expect(isOutOfHours(at('2027-01-15T03:00:00Z'), 'America/New_York')).toBe(true)
  const quarter = (written: string) => at(written) / QUARTER
  const rows = interruptRows(
    [
      { userId: 'ben', severity: 'critical', quarter: quarter('2027-01-15T02:00:00Z'), notifications: 2 },
      { userId: 'ben', severity: null, quarter: quarter('2027-01-15T10:00:00Z'), notifications: 3 },
      { userId: 'ann', severity: 'low', quarter: quarter('2027-01-16T10:15:00Z'), notifications: 1 },
    ],
    'Europe/Berlin',
  )
  expect(rows).toEqual([
    { userId: 'ben', critical: 2, high: 0, medium: 0, low: 0, other: 3, outOfHours: 2, total: 5 },
    { userId: 'ann', critical: 0, high: 0, medium: 0, low: 1, other: 0, outOfHours: 1, total: 1 },
  ])
})
