import { and, count, eq, exists, gte, inArray, lt, sql } from 'drizzle-orm'
import { type Interruption, QUARTER } from '../../shared/analytics/interrupts.ts'
import type { Filter } from '../../shared/analytics/schema.ts'
import type { Reader } from '../db/engine.ts'

/**
 * What was told at once on a channel outside Hoist, by person, severity and quarter of an hour; of these people, or of
 * all. What waited for the digest, and what stands in the inbox alone, interrupts nobody.
 */
export async function listInterruptions(
  conn: Reader,
  organizationId: string,
  { from, to }: Pick<Filter, 'from' | 'to'>,
  people: readonly string[] | null,
): Promise<Interruption[]> {
  const { notification: t, delivery, alert } = conn.t
  const quarter = sql<number>`${t.createdAt} / ${sql.raw(String(QUARTER))}`
  const told = conn
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(eq(delivery.organizationId, t.organizationId), eq(delivery.notificationId, t.id)))
  return conn
    .select({ userId: t.userId, severity: alert.severity, quarter, notifications: count() })
    .from(t)
    .leftJoin(alert, and(eq(alert.organizationId, t.organizationId), eq(alert.id, t.alertId)))
    .where(
      and(
        eq(t.organizationId, organizationId),
        from === undefined ? undefined : gte(t.createdAt, from),
        to === undefined ? undefined : lt(t.createdAt, to),
        people === null ? undefined : inArray(t.userId, [...people]),
        exists(told),
      ),
    )
    .groupBy(t.userId, alert.severity, quarter)
}
