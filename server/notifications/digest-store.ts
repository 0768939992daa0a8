import { and, asc, count, eq, inArray, lt } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'

/** Every organization with what the clock needs to know of it. */
export async function listOrganizations(conn: Reader) {
  const { organization } = conn.t
  return conn
    .select({ id: organization.id, timeZone: organization.timeZone, settings: organization.settings })
    .from(organization)
    .orderBy(asc(organization.id))
}

function waiting(conn: Reader | Writer, organizationId: string, before: Instant) {
  const { notification } = conn.t
  return and(
    eq(notification.organizationId, organizationId),
    eq(notification.digest, true),
    lt(notification.createdAt, before),
  )
}

/** People for whom something made before `before` waits. */
export async function listWaitingPeople(conn: Reader, organizationId: string, before: Instant): Promise<string[]> {
  const { notification } = conn.t
  const rows = await conn
    .selectDistinct({ userId: notification.userId })
    .from(notification)
    .where(waiting(conn, organizationId, before))
  return rows.map((row) => row.userId)
}

/** What waits for one person: how much, and the titles of the oldest. */
export async function readWaiting(
  tx: Writer,
  organizationId: string,
  userId: string,
  before: Instant,
): Promise<{ titles: string[]; total: number }> {
  const { notification } = tx.t
  const theirs = and(waiting(tx, organizationId, before), eq(notification.userId, userId))
  const counted = await tx.select({ total: count() }).from(notification).where(theirs)
  const rows = await tx
    .select({ title: notification.title })
    .from(notification)
    .where(theirs)
    .orderBy(asc(notification.createdAt), asc(notification.id))
    .limit(100)
  return { titles: rows.map((row) => row.title), total: counted[0]?.total ?? 0 }
}

/** Nothing made before `before` waits for this person any more. */
export async function clearWaiting(tx: Writer, organizationId: string, userId: string, before: Instant): Promise<void> {
  const { notification } = tx.t
  await tx
    .update(notification)
    .set({ digest: false })
    .where(and(waiting(tx, organizationId, before), eq(notification.userId, userId)))
}

/** Is any of these messages in the outbox, sent or not? */
export async function hasDelivery(tx: Reader | Writer, organizationId: string, keys: string[]): Promise<boolean> {
  if (keys.length === 0) return false
  const { delivery } = tx.t
  const rows = await tx
    .select({ id: delivery.id })
    .from(delivery)
    .where(and(eq(delivery.organizationId, organizationId), inArray(delivery.key, keys)))
    .limit(1)
  return rows.length > 0
}
