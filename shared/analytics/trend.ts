import { HOUR } from '../time/instant.ts'
import { nextStep, stepOf, toDay } from './calendar.ts'
import { type Columns, NOT_NEEDED } from './columns.ts'
import type { Step, TrendPoint } from './schema.ts'

type Counted = { escalations: number; conditional: number; notNeeded: number; timed: number; took: number }

/** The rows over time, without gaps, from the step of the first local day to that of the last one, in days since 1970. */
export function trendOf(
  columns: Columns,
  rows: Uint32Array,
  step: Step,
  { firstDay, lastDay }: { firstDay: number; lastDay: number },
): TrendPoint[] {
  const counted = new Map<number, Counted>()
  for (let days = stepOf(firstDay, step); days <= lastDay; days = nextStep(days, step))
    counted.set(days, { escalations: 0, conditional: 0, notNeeded: 0, timed: 0, took: 0 })
  const steps = new Map<number, Counted | undefined>()
  for (const row of rows) {
    const day = columns.day[row] ?? 0
    if (!steps.has(day)) steps.set(day, counted.get(stepOf(day, step)))
    const point = steps.get(day)
    if (point === undefined) continue
    point.escalations += 1
    if (columns.triggerCount[row] !== 0) point.conditional += 1
    if (((columns.marks[row] ?? 0) & NOT_NEEDED) !== 0) point.notNeeded += 1
    const took = columns.took[row] ?? Number.NaN
    if (Number.isNaN(took)) continue
    point.timed += 1
    point.took += took
  }
  return [...counted].map(([days, { timed, took, ...counts }]) => ({
    key: toDay(days),
    ...counts,
    mean: timed === 0 ? null : took / timed / HOUR,
  }))
}

/** Escalations by weekday (from Monday) and hour: seven lists of 24. */
export function heatOf({ weekday, hour }: Columns, rows: Uint32Array): number[][] {
  const counts = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const row of rows) {
    const [line, at] = [counts[(weekday[row] ?? 1) - 1], hour[row] ?? 0]
    if (line) line[at] = (line[at] ?? 0) + 1
  }
  return counts
}
