import { and, eq, inArray, isNotNull, lt, notExists, sql } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import { firstIdAt } from '../clock.ts'
import type { Writer } from '../db/engine.ts'

// Ids begin with the time they were made at, so that the primary key finds what is old.

/** Forgets up to `limit` deliveries that are over and were made before `before`; returns how many. */
export async function deleteOldDeliveries(
  tx: Writer,
  organizationId: string,
  before: Instant,
  limit: number,
): Promise<number> {
  const { delivery } = tx.t
  const own = eq(delivery.organizationId, organizationId)
  const over = inArray(delivery.state, ['sent', 'cancelled', 'dead'])
  const old = tx
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(own, lt(delivery.id, firstIdAt(before)), over))
    .limit(limit)
  const rows = await tx
    .delete(delivery)
    .where(and(own, inArray(delivery.id, old)))
    .returning({ id: delivery.id })
  return rows.length
}

/** Forgets up to `limit` notifications that were read, made before `before`, and have no delivery left; returns how many. */
export async function deleteReadNotifications(
  tx: Writer,
  organizationId: string,
  before: Instant,
  limit: number,
): Promise<number> {
  const { notification, delivery } = tx.t
  const own = eq(notification.organizationId, organizationId)
  const about = and(
    eq(delivery.organizationId, notification.organizationId),
    eq(delivery.notificationId, notification.id),
  )
  const undelivered = notExists(tx.select({ one: sql`1` }).from(delivery).where(about))
  const old = tx
    .select({ id: notification.id })
    .from(notification)
    .where(and(own, lt(notification.id, firstIdAt(before)), isNotNull(notification.readAt), undelivered))
    .limit(limit)
  const rows = await tx
    .delete(notification)
    .where(and(own, inArray(notification.id, old)))
    .returning({ id: notification.id })
  return rows.length
}
