import { and, eq, gte, lt } from 'drizzle-orm'
import type { MeasuredAlert } from '../../shared/analytics/alerts.ts'
import type { Filter } from '../../shared/analytics/schema.ts'
import type { Reader } from '../db/engine.ts'

/** The alerts raised in a period. */
export async function listMeasuredAlerts(
  conn: Reader,
  organizationId: string,
  { from, to }: Pick<Filter, 'from' | 'to'>,
): Promise<MeasuredAlert[]> {
  const { alert: t } = conn.t
  const rows = await conn
    .select({
      severity: t.severity,
      status: t.status,
      createdAt: t.createdAt,
      acknowledgedAt: t.acknowledgedAt,
      resolvedAt: t.resolvedAt,
      indicators: t.indicators,
    })
    .from(t)
    .where(
      and(
        eq(t.organizationId, organizationId),
        from === undefined ? undefined : gte(t.createdAt, from),
        to === undefined ? undefined : lt(t.createdAt, to),
      ),
    )
  return rows.map(({ indicators, ...row }) => ({ ...row, tags: indicators.map(({ tag }) => tag) }))
}
