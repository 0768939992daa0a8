import { and, asc, count, inArray, isNotNull, lte } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'

/** When the delivery that waits longest should have been tried; null when none is due. */
export async function oldestDelivery(conn: Reader, now: Instant): Promise<Instant | null> {
  const { delivery } = conn.t
  const rows = await conn
    .select({ at: delivery.nextAttemptAt })
    .from(delivery)
    .where(and(isNotNull(delivery.nextAttemptAt), lte(delivery.nextAttemptAt, now)))
    .orderBy(asc(delivery.nextAttemptAt))
    .limit(1)
  return rows[0]?.at ?? null
}

/** Deliveries that are not over, by state: those that are over are counted as they are sent. */
export async function openDeliveries(conn: Reader): Promise<{ state: string; deliveries: number }[]> {
  const { delivery } = conn.t
  return conn
    .select({ state: delivery.state, deliveries: count() })
    .from(delivery)
    .where(isNotNull(delivery.nextAttemptAt))
    .groupBy(delivery.state)
}

/** Alerts that somebody still has to look at, by state. */
export async function openAlerts(conn: Reader): Promise<{ state: string; alerts: number }[]> {
  const { alert } = conn.t
  return conn
    .select({ state: alert.status, alerts: count() })
    .from(alert)
    .where(inArray(alert.status, ['open', 'acknowledged']))
    .groupBy(alert.status)
}
