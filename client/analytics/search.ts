import { z } from 'zod'
import { COMPARISONS, PERIODS } from '../../shared/analytics/periods.ts'
import { LOGICS, ONLY, TRIGGER_TYPES } from '../../shared/analytics/schema.ts'

const choice = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values).optional().catch(undefined)
const id = z.string().max(200).optional().catch(undefined)
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .catch(undefined)
const whole = (least: number, most: number) => z.number().int().min(least).max(most).optional().catch(undefined)

/** What the page shows, in its address; a parameter that makes no sense is dropped. */
export const AnalyticsSearch = z.object({
  period: choice(PERIODS),
  from: day,
  to: day,
  compare: choice(COMPARISONS),
  definition: id,
  recipient: id,
  team: id,
  trigger: choice(TRIGGER_TYPES),
  source: choice(['person', 'rule']),
})
export type AnalyticsSearch = z.infer<typeof AnalyticsSearch>

/** The same with what a bar, a cell or a tile stands for. Ages are in days. */
export const HistorySearch = AnalyticsSearch.extend({
  only: choice(ONLY),
  triggers: whole(0, 3),
  logic: choice(LOGICS),
  weekday: whole(1, 7),
  hour: whole(0, 23),
  day,
  olderThan: whole(0, 10_000),
  youngerThan: whole(0, 10_000),
})
export type HistorySearch = z.infer<typeof HistorySearch>

/** What a bar, a cell or a tile adds to the filters of the page. */
export type Drill = Partial<HistorySearch>
