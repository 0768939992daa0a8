import { fitting } from '../../server/analytics/filter-store.ts'
import { listTeams } from '../../server/analytics/store.ts'
import type { Db } from '../../server/db/engine.ts'
import type { Breakdown, BreakdownRow, Filter, Scope, Summary } from '../../shared/analytics/schema.ts'
import { HOUR } from '../../shared/time/instant.ts'

// The plain way: the rows that fit, read from the table, and sums over them as somebody would write them down.

type Row = Db['t']['flowAction']['$inferSelect']

export async function plainRows(db: Db, organizationId: string, filter: Filter, scope: Scope): Promise<Row[]> {
  const teams = await listTeams(db.read, organizationId)
  const where = fitting(db.read, organizationId, { filter, scope, teams })
  return db.read.select().from(db.t.flowAction).where(where)
}

const hoursOf = (rows: Row[]) =>
  rows
    .filter((row) => row.triggerCount > 0 && row.firedAt !== null)
    .map((row) => (row.firedAt! - row.createdAt) / HOUR)
    .toSorted((a, b) => a - b)

function times(rows: Row[]) {
  const hours = hoursOf(rows)
  if (hours.length === 0) return { mean: null, median: null, p90: null }
  const at = (share: number) => {
    const place = (hours.length - 1) * share
    const low = hours[Math.floor(place)]!
    return low + (hours[Math.ceil(place)]! - low) * (place - Math.floor(place))
  }
  return { mean: hours.reduce((sum, one) => sum + one, 0) / hours.length, median: at(0.5), p90: at(0.9) }
}

export function plainSummary(rows: Row[]): Summary {
  const received = Map.groupBy(
    rows.filter((row) => row.firedAt !== null && row.recipientId !== null),
    (row) => row.recipientId!,
  )
  const [most] = [...received].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
  return {
    totalEscalations: rows.length,
    immediate: rows.filter((row) => row.triggerCount === 0).length,
    armed: rows.filter((row) => row.state === 'armed').length,
    timeToEscalate: times(rows),
    mostEscalatedTo: most ? { userId: most[0], escalations: most[1].length } : null,
    falseEscalations: rows.filter((row) => row.outcome === 'not_needed').length,
    firedLate: rows.filter((row) => row.firedLate).length,
    conditionalShare: rows.length === 0 ? null : rows.filter((row) => row.triggerCount > 0).length / rows.length,
  }
}

const KEYS: Record<Exclude<Breakdown, 'team'>, (row: Row) => string | number | null> = {
  recipient: (row) => row.recipientId,
  definition: (row) => row.definitionId,
  triggerType: (row) => row.triggerType,
  triggerCount: (row) => row.triggerCount,
  logic: (row) => row.logic,
  weekday: (row) => row.localWeekday,
  hour: (row) => row.localHour,
  day: (row) => row.localDay,
}

/** In no particular order. */
export function plainBreakdown(rows: Row[], by: Exclude<Breakdown, 'team'> | (() => string)): BreakdownRow[] {
  return [...Map.groupBy(rows, typeof by === 'string' ? KEYS[by] : by)].map(([key, group]) => ({
    key: key === null ? 'none' : String(key),
    escalations: group.length,
    armed: group.filter((row) => row.state === 'armed').length,
    ...times(group),
  }))
}

/** The same to within rounding: sums come in another order. */
export function rounded<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'number' ? Number(one.toPrecision(10)) : one))
}
