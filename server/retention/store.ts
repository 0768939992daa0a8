import {
  and,
  asc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import { firstIdAt } from '../clock.ts'
import type { Writer } from '../db/engine.ts'

/** Where a walk over old rows is: rows up to `after` were dealt with. Done when `after` is null. */
export type Walked = { after: string | null; deleted: number }

/** Tables whose ids begin with the time they were written at, so that their primary key leads to what is old. */
const BY_ID = ['message', 'factChange', 'timeline', 'auditEvent', 'delivery', 'notification', 'importRun'] as const
export type WalkedTable = (typeof BY_ID)[number]

/**
 * Looks at the next `limit` rows of a table that were written before `before`, deletes those that are over, and says
 * where to go on: rows that must stay are passed once, not once for every batch.
 */
export async function forgetNext(
  tx: Writer,
  name: WalkedTable,
  organizationId: string,
  { after, before, limit }: { after: string; before: Instant; limit: number },
): Promise<Walked> {
  const table = tx.t[name]
  const own = eq(table.organizationId, organizationId)
  const rows = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(own, gt(table.id, after), lt(table.id, firstIdAt(before))))
    .orderBy(asc(table.id))
    .limit(limit)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return { after: null, deleted: 0 }
  const deleted = await tx
    .delete(table)
    .where(and(own, inArray(table.id, ids), isOver(tx, name, before)))
    .returning({ id: table.id })
  return { after: ids.length === limit ? (ids.at(-1) ?? null) : null, deleted: deleted.length }
}

/** What must be true of an old row before it may go; undefined where age is enough. */
function isOver(tx: Writer, name: WalkedTable, before: Instant): SQL | undefined {
  const { message, factChange, delivery, notification, importRun } = tx.t
  if (name === 'message')
    return and(
      isNull(message.opinionDueAt),
      or(isNotNull(message.scannedAt), isNull(message.customerId), eq(message.direction, 'outbound')),
    )
  if (name === 'delivery') return inArray(delivery.state, ['sent', 'cancelled', 'dead'])
  if (name === 'importRun') return inArray(importRun.state, ['done', 'failed', 'cancelled'])
  if (name === 'notification') {
    const about = and(
      eq(delivery.organizationId, notification.organizationId),
      eq(delivery.notificationId, notification.id),
    )
    return and(isNotNull(notification.readAt), notExists(tx.select({ one: sql`1` }).from(delivery).where(about)))
  }
  if (name !== 'factChange') return undefined
  return supersededBefore(tx, factChange, before)
}

/** The last word on each subject before the cut stays: what was so at any later instant can still be told. */
function supersededBefore(tx: Writer, factChange: Writer['t']['factChange'], before: Instant): SQL {
  const later = tx
    .select({ one: sql`1` })
    .from(sql`${factChange} as later`)
    .where(
      sql`later."organizationId" = ${factChange.organizationId} and later.subject = ${factChange.subject} and later.field = ${factChange.field} and later.at > ${factChange.at} and later.at < ${before}`,
    )
  return exists(later)
}

/** Forgets up to `limit` signals received before `before`; returns how many. */
export async function deleteOldSignals(
  tx: Writer,
  organizationId: string,
  before: Instant,
  limit: number,
): Promise<number> {
  const { signal } = tx.t
  const own = eq(signal.organizationId, organizationId)
  const rows = await tx
    .select({ externalId: signal.externalId })
    .from(signal)
    .where(and(own, gte(signal.receivedAt, 0), lt(signal.receivedAt, before)))
    .orderBy(asc(signal.receivedAt))
    .limit(limit)
  const ids = rows.map((row) => row.externalId)
  if (ids.length > 0) await tx.delete(signal).where(and(own, inArray(signal.externalId, ids)))
  return ids.length
}
