import { and, eq, isNotNull, lte, min, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Settlement } from '../../shared/notifications/schedule.ts'
import type { Channel } from '../../shared/notifications/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'

/** The messages of one organization on one channel share a destination, and with it their fate. */
export type Destination = { organizationId: string; channel: Channel }

type Candidate = Awaited<ReturnType<typeof listDue>>[number]
/** A delivery that this process may send, once: `fence` proves it when it settles. */
export type Claimed = Candidate

/** What is due, oldest first, with all that is needed to send it. Of installation-wide interest: the outbox serves every organization. */
export async function listDue(conn: Reader, now: Instant, without: readonly Destination[], limit: number) {
  const { delivery, notification, member } = conn.t
  return conn
    .select({
      organizationId: delivery.organizationId,
      id: delivery.id,
      userId: delivery.userId,
      channel: delivery.channel,
      key: delivery.key,
      state: delivery.state,
      attempts: delivery.attempts,
      fence: delivery.fence,
      uncertain: delivery.uncertain,
      title: sql<string>`coalesce(${notification.title}, ${delivery.title})`,
      body: sql<string>`coalesce(${notification.body}, ${delivery.body})`,
      notificationId: delivery.notificationId,
      editOf: delivery.editOf,
      workflowId: notification.workflowId,
      alertId: notification.alertId,
      memberStatus: member.status,
      email: member.email,
      slackUserId: member.slackUserId,
      cancelledAt: delivery.cancelledAt,
    })
    .from(delivery)
    .innerJoin(member, and(eq(member.organizationId, delivery.organizationId), eq(member.userId, delivery.userId)))
    .leftJoin(
      notification,
      and(eq(notification.organizationId, delivery.organizationId), eq(notification.id, delivery.notificationId)),
    )
    .where(and(waiting(conn, without), lte(delivery.nextAttemptAt, now)))
    .orderBy(delivery.nextAttemptAt)
    .limit(limit)
}

/**
 * Claims deliveries seen due, until `leaseUntil`. Who was faster elsewhere keeps theirs: only what is returned may be sent.
 * One that was being sent when its lease ran out may have arrived, so it comes back as `uncertain`.
 */
export async function claim(tx: Writer, candidates: readonly Candidate[], leaseUntil: Instant): Promise<Claimed[]> {
  const claimed: Claimed[] = []
  for (const one of candidates) {
    const { organizationId, id, fence } = one
    const rows = await tx.prepared('delivery claim', claimStatement).execute({ organizationId, id, fence, leaseUntil })
    if (rows[0]) claimed.push({ ...one, ...rows[0] })
  }
  return claimed
}

function claimStatement(conn: Writer) {
  const { delivery } = conn.t
  return conn
    .update(delivery)
    .set({
      state: 'sending',
      attempts: sql`${delivery.attempts} + 1`,
      fence: sql`${delivery.fence} + 1`,
      uncertain: sql`(${delivery.uncertain} or ${delivery.state} = 'sending')`,
      nextAttemptAt: sql`${sql.placeholder('leaseUntil')}`,
    })
    .where(and(atFence(conn), isNotNull(delivery.nextAttemptAt)))
    .returning({
      attempts: delivery.attempts,
      fence: delivery.fence,
      uncertain: delivery.uncertain,
      cancelledAt: delivery.cancelledAt,
    })
}

function atFence(conn: Writer) {
  const { delivery } = conn.t
  return and(
    eq(delivery.organizationId, sql.placeholder('organizationId')),
    eq(delivery.id, sql.placeholder('id')),
    eq(delivery.fence, sql.placeholder('fence')),
  )
}

/** Whether somebody cancelled it meanwhile; undefined where another process has claimed it since. */
export async function findClaim(tx: Writer, claimed: Claimed): Promise<{ cancelled: boolean } | undefined> {
  const { organizationId, id, fence } = claimed
  const statement = tx.prepared('delivery of claim', (conn) =>
    conn.select({ cancelledAt: conn.t.delivery.cancelledAt }).from(conn.t.delivery).where(atFence(conn)),
  )
  const [row] = await statement.execute({ organizationId, id, fence })
  return row && { cancelled: row.cancelledAt !== null }
}

/**
 * Writes what became of an attempt; nothing where another process has claimed it since.
 * What no notification says (a digest, a link that is a secret) is forgotten once it is sent.
 */
export async function saveSettlement(tx: Writer, claimed: Claimed, settlement: Settlement): Promise<void> {
  const { organizationId, id, fence, notificationId } = claimed
  const body = notificationId === null && settlement.state !== 'sent' ? claimed.body : ''
  await tx.prepared('delivery settle', settleStatement).execute({ organizationId, id, fence, ...settlement, body })
}

function settleStatement(conn: Writer) {
  const { delivery } = conn.t
  const given = (column: PgColumn) => sql`${sql.param(sql.placeholder(column.name), column)}`
  return conn
    .update(delivery)
    .set({
      state: given(delivery.state),
      nextAttemptAt: given(delivery.nextAttemptAt),
      lastError: given(delivery.lastError),
      providerRef: given(delivery.providerRef),
      uncertain: given(delivery.uncertain),
      sentAt: given(delivery.sentAt),
      body: given(delivery.body),
    })
    .where(atFence(conn))
    .returning({ id: delivery.id })
}

/** When the next delivery is due, or the next lease runs out; null when there is none. */
export async function nextDueAt(conn: Reader, without: readonly Destination[]): Promise<Instant | null> {
  const { delivery } = conn.t
  const rows = await conn
    .select({ at: min(delivery.nextAttemptAt) })
    .from(delivery)
    .where(waiting(conn, without))
  return rows[0]?.at ?? null
}

function waiting(conn: Reader, without: readonly Destination[]) {
  const { delivery } = conn.t
  const others = without.map(
    ({ organizationId, channel }) =>
      sql`not (${delivery.organizationId} = ${organizationId} and ${delivery.channel} = ${channel})`,
  )
  return and(isNotNull(delivery.nextAttemptAt), ...others)
}
