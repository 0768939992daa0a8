import { and, asc, eq, gt, gte, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { MessageRisk } from '../../shared/alerts/risk.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'
import type { Found } from './raise.ts'
import { riskOf } from './risk-of.ts'

/** Organizations that are scanned: those with an active subscription, the longest-standing first. */
export async function listScanned(conn: Reader): Promise<{ id: string; timeZone: string }[]> {
  const { organization } = conn.t
  return conn
    .select({ id: organization.id, timeZone: organization.timeZone })
    .from(organization)
    .where(eq(organization.subscription, 'active'))
    .orderBy(asc(organization.createdAt), asc(organization.id))
}

export type Unscanned = Awaited<ReturnType<typeof listUnscanned>>[number]

/** Customers' messages that were not scanned yet, in the order in which they were written, after a position. */
export async function listUnscanned(
  conn: Reader,
  organizationId: string,
  after: { at: Instant; id: string } | null,
  limit: number,
) {
  const { message } = conn.t
  return conn
    .select({
      id: message.id,
      at: message.at,
      channel: message.channel,
      riskLevel: message.riskLevel,
      alertId: message.alertId,
      isAnalysed: sql`${message.analysedAt} is not null`.mapWith(Boolean),
    })
    .from(message)
    .where(
      and(
        eq(message.organizationId, organizationId),
        sql`${message.scannedAt} is null and ${message.direction} = 'inbound' and ${message.customerId} is not null`,
        after === null
          ? undefined
          : and(gte(message.at, after.at), or(gt(message.at, after.at), gt(message.id, after.id))),
      ),
    )
    .orderBy(asc(message.at), asc(message.id))
    .limit(limit)
}

/** Marks messages as scanned; only what is returned was not scanned before. */
export async function markScanned(
  tx: Writer,
  organizationId: string,
  ids: readonly string[],
  now: Instant,
): Promise<Set<string>> {
  const { message } = tx.t
  const rows = await tx
    .update(message)
    .set({ scannedAt: now })
    .where(and(eq(message.organizationId, organizationId), isNull(message.scannedAt), inArray(message.id, [...ids])))
    .returning({ id: message.id })
  return new Set(rows.map((row) => row.id))
}

const FOUND = ({ message }: Reader['t']) => ({
  id: message.id,
  customerId: message.customerId,
  contactId: message.contactId,
  channel: message.channel,
  at: message.at,
  alertId: message.alertId,
  riskLevel: message.riskLevel,
  score: message.score,
  confidence: message.confidence,
  tone: message.tone,
  indicators: message.indicators,
  suggestedAction: message.suggestedAction,
  engine: message.engine,
})

/** A message as it is raised; undefined where it was not analysed or is on an alert already. */
export async function findUnraised(tx: Writer, organizationId: string, id: string): Promise<Found | undefined> {
  const { message } = tx.t
  const rows = await tx
    .select(FOUND(tx.t))
    .from(message)
    .where(and(eq(message.organizationId, organizationId), eq(message.id, id), isNull(message.alertId)))
  return rows.flatMap(asFound)[0]
}

/** Messages of medium risk in a channel that are on no alert, written from `from` until before `message`. */
export async function mediumsBefore(
  tx: Writer,
  organizationId: string,
  { id, channel, at }: { id: string; channel: string; at: Instant },
  from: Instant,
): Promise<Found[]> {
  const { message } = tx.t
  const rows = await tx
    .select(FOUND(tx.t))
    .from(message)
    .where(
      and(
        eq(message.organizationId, organizationId),
        eq(message.channel, channel),
        sql`${message.riskLevel} = 'medium' and ${message.alertId} is null`,
        eq(message.direction, 'inbound'),
        gte(message.at, from),
        or(lt(message.at, at), and(eq(message.at, at), ne(message.id, id))),
      ),
    )
    .orderBy(asc(message.at), asc(message.id))
    .limit(50)
  return rows.flatMap(asFound)
}

function asFound(row: FoundRow): Found[] {
  const { id, customerId, contactId, channel, at, alertId } = row
  const risk = riskOf(row)
  return alertId !== null || risk === null ? [] : [{ id, customerId, contactId, channel, at, alertId, risk }]
}

type Row = Reader['t']['message']['$inferSelect']
type FoundRow = Pick<Row, keyof ReturnType<typeof FOUND>>

/** Texts of messages, by id. */
export async function textsOf(
  conn: Reader,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await selectIn(conn, 'texts of messages', ids, { organizationId }, (c, list) => {
    const { message } = c.t
    return c
      .select({ id: message.id, text: message.text })
      .from(message)
      .where(and(eq(message.organizationId, sql.placeholder('organizationId')), sql`${message.id} in (${list})`))
  })
  return new Map(rows.map((row) => [row.id, row.text]))
}

/** Stores what the analysis says of a message. */
export async function saveRisk(
  tx: Writer,
  organizationId: string,
  id: string,
  risk: MessageRisk,
  now: Instant,
): Promise<void> {
  const { message } = tx.t
  await tx
    .update(message)
    .set({ ...risk, analysedAt: now })
    .where(and(eq(message.organizationId, organizationId), eq(message.id, id)))
}
