import { and, desc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Channel, DeliveryState } from '../../shared/notifications/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'

export type NewDelivery = {
  notificationId: string | null
  userId: string
  channel: Channel
  key: string
  /** What to send; empty where the notification says it. */
  title: string
  body: string
}

const UNTRIED = {
  state: 'pending',
  attempts: 0,
  fence: 0,
  uncertain: false,
  cancelledAt: null,
  providerRef: null,
  lastError: null,
  sentAt: null,
} as const

/** Puts messages into the outbox, due now; one whose key is there already is passed over. */
export async function insertDeliveries(
  tx: Writer,
  organizationId: string,
  deliveries: readonly NewDelivery[],
  now: Instant,
): Promise<void> {
  const rows = deliveries.map(({ notificationId, userId, channel, key, title, body }) => ({
    ...UNTRIED,
    organizationId,
    id: newId(now),
    notificationId,
    userId,
    channel,
    key,
    title,
    body,
    nextAttemptAt: now,
    createdAt: now,
  }))
  await insertMany(tx, tx.t.delivery, rows, 'ignore')
}

/** Calls off what is not sent of these causes, and takes them out of the coming digest. */
export async function cancelAbout(
  tx: Writer,
  organizationId: string,
  dedupKeys: readonly string[],
  now: Instant,
): Promise<void> {
  const { notification, delivery } = tx.t
  const about = await tx
    .update(notification)
    .set({ digest: false })
    .where(and(eq(notification.organizationId, organizationId), inArray(notification.dedupKey, [...dedupKeys])))
    .returning({ id: notification.id })
  if (about.length === 0) return
  const ids = about.map((row) => row.id)
  const theirs = and(eq(delivery.organizationId, organizationId), inArray(delivery.notificationId, ids))
  await tx
    .update(delivery)
    .set({ cancelledAt: now })
    .where(and(theirs, eq(delivery.state, 'sending'), isNull(delivery.cancelledAt)))
  await tx
    .update(delivery)
    .set({ cancelledAt: now, state: 'cancelled', nextAttemptAt: null })
    .where(and(theirs, inArray(delivery.state, ['pending', 'ambiguous'])))
}

export type DeliveryFilter = {
  state?: DeliveryState | undefined
  channel?: Channel | undefined
  userId?: string | undefined
  /** Created from, and before. */
  from?: Instant | undefined
  to?: Instant | undefined
  cursor?: string | undefined
  limit: number
}

/** The delivery log, newest first; a delivery of a notification has its title. */
export async function listDeliveries(conn: Reader, organizationId: string, filter: DeliveryFilter) {
  const { delivery, notification, member } = conn.t
  const after = decodeCursor(filter.cursor, ['integer', 'text'])
  const at = Number(after?.[0])
  const whole = and(
    eq(delivery.organizationId, organizationId),
    filter.state && eq(delivery.state, filter.state),
    filter.channel && eq(delivery.channel, filter.channel),
    filter.userId === undefined ? undefined : eq(delivery.userId, filter.userId),
    filter.from === undefined ? undefined : gte(delivery.createdAt, filter.from),
    filter.to === undefined ? undefined : lt(delivery.createdAt, filter.to),
  )
  const rows = await conn
    .select({ delivery, about: notification.title, type: notification.type, name: member.name })
    .from(delivery)
    .innerJoin(member, and(eq(member.organizationId, delivery.organizationId), eq(member.userId, delivery.userId)))
    .leftJoin(
      notification,
      and(eq(notification.organizationId, delivery.organizationId), eq(notification.id, delivery.notificationId)),
    )
    .where(
      and(
        whole,
        after && or(lt(delivery.createdAt, at), and(eq(delivery.createdAt, at), lt(delivery.id, String(after[1])))),
      ),
    )
    .orderBy(desc(delivery.createdAt), desc(delivery.id))
    .limit(filter.limit + 1)
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)?.delivery
  const nextCursor = rows.length > filter.limit && last ? encodeCursor([last.createdAt, last.id]) : null
  return { rows: page, count: await conn.$count(delivery, whole), nextCursor }
}

/** A delivery and whose it is; undefined where the organization has none by that id. */
export async function getDelivery(conn: Reader | Writer, organizationId: string, id: string) {
  const { delivery } = conn.t
  const rows = await conn
    .select({
      id: delivery.id,
      userId: delivery.userId,
      state: delivery.state,
      fence: delivery.fence,
      uncertain: delivery.uncertain,
    })
    .from(delivery)
    .where(and(eq(delivery.organizationId, organizationId), eq(delivery.id, id)))
  return rows[0]
}

/** A dead delivery starts again at the head of the retry table, under its old key. False where it was not dead any more. */
export async function revive(
  tx: Writer,
  organizationId: string,
  { id, fence, uncertain }: { id: string; fence: number; uncertain: boolean },
  now: Instant,
): Promise<boolean> {
  const { delivery } = tx.t
  const revived = await tx
    .update(delivery)
    .set({ state: uncertain ? 'ambiguous' : 'pending', attempts: 0, nextAttemptAt: now, fence: fence + 1 })
    .where(
      and(
        eq(delivery.organizationId, organizationId),
        eq(delivery.id, id),
        eq(delivery.state, 'dead'),
        eq(delivery.fence, fence),
      ),
    )
    .returning({ id: delivery.id })
  return revived.length > 0
}
