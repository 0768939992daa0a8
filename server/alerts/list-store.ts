import { and, count, desc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import type { AlertFilter, AlertStatus } from '../../shared/alerts/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'
import type { AlertRow } from './store.ts'

/** An alert with the names of whose messages it is about, and the leading message's id as it came in. */
export type NamedAlert = AlertRow & {
  customerName: string | null
  customerExternalId: string | null
  contactName: string | null
  messageExternalId: string | null
  messageText: string | null
}

/** Alerts of any status, the newest first. `count` is of all that pass the filter. */
export async function listAlerts(
  conn: Reader,
  organizationId: string,
  { cursor, limit, ...filter }: AlertFilter & { cursor?: string | undefined; limit: number },
): Promise<{ alerts: NamedAlert[]; count: number; nextCursor: string | null }> {
  const { alert } = conn.t
  const position = decodeCursor(cursor, ['integer', 'text'])
  const at = Number(position?.[0])
  const whole = and(eq(alert.organizationId, organizationId), fitting(conn, filter))
  const rows = await named(conn)
    .where(
      and(
        whole,
        position && or(lt(alert.createdAt, at), and(eq(alert.createdAt, at), lt(alert.id, String(position[1])))),
      ),
    )
    .orderBy(desc(alert.createdAt), desc(alert.id))
    .limit(limit + 1)
  const alerts = rows.slice(0, limit).map(flat)
  const last = alerts.at(-1)
  const nextCursor = rows.length > limit && last ? encodeCursor([last.createdAt, last.id]) : null
  return { alerts, count: await conn.$count(alert, whole), nextCursor }
}

function fitting(conn: Reader, { status, severity, customerId, indicator, from, to }: AlertFilter): SQL | undefined {
  const { alert } = conn.t
  return and(
    status && eq(alert.status, status),
    severity && eq(alert.severity, severity),
    customerId === undefined ? undefined : eq(alert.customerId, customerId),
    indicator === undefined ? undefined : found(conn, indicator),
    from === undefined ? undefined : gte(alert.createdAt, from),
    to === undefined ? undefined : lt(alert.createdAt, to),
  )
}

/**
 * Whether the indicators hold this tag, on their text, which only differs by a space between the engines. No word of a
 * customer can pass for one: inside of quotes its own quotation marks are escaped.
 */
function found(conn: Reader, tag: string): SQL | undefined {
  const { indicators } = conn.t.alert
  const written = sql`cast(${indicators} as text)`
  const holds = (part: string) => sql`replace(${written}, ${part}, '') <> ${written}`
  return or(holds(`"tag":${JSON.stringify(tag)}`), holds(`"tag": ${JSON.stringify(tag)}`))
}

/** One alert with its names; undefined where the organization has none by that id. */
export async function findAlert(conn: Reader, organizationId: string, id: string): Promise<NamedAlert | undefined> {
  const { alert } = conn.t
  const rows = await named(conn).where(and(eq(alert.organizationId, organizationId), eq(alert.id, id)))
  return rows.map(flat)[0]
}

function named(conn: Reader) {
  const { alert, customer, contact, message } = conn.t
  return conn
    .select({
      alert,
      customerName: customer.name,
      customerExternalId: customer.externalId,
      contactName: contact.name,
      messageExternalId: message.externalId,
      messageText: message.text,
    })
    .from(alert)
    .leftJoin(customer, and(eq(customer.organizationId, alert.organizationId), eq(customer.id, alert.customerId)))
    .leftJoin(contact, and(eq(contact.organizationId, alert.organizationId), eq(contact.id, alert.contactId)))
    .leftJoin(message, and(eq(message.organizationId, alert.organizationId), eq(message.id, alert.messageId)))
    .$dynamic()
}

function flat({ alert, ...names }: Awaited<ReturnType<typeof named>>[number]): NamedAlert {
  return { ...alert, ...names }
}

/** How many alerts nobody has taken on yet. */
export function countOpenAlerts(conn: Reader, organizationId: string): Promise<number> {
  const { alert } = conn.t
  return conn.$count(alert, and(eq(alert.organizationId, organizationId), eq(alert.status, 'open')))
}

export type AlertCounts = Record<AlertStatus, number> & { since: number }

/** How many alerts there are of each status, and how many were raised since. */
export async function countAlerts(conn: Reader, organizationId: string, since: Instant): Promise<AlertCounts> {
  const { alert } = conn.t
  const own = eq(alert.organizationId, organizationId)
  const rows = await conn.select({ status: alert.status, alerts: count() }).from(alert).where(own).groupBy(alert.status)
  const of = (status: AlertStatus) => rows.find((row) => row.status === status)?.alerts ?? 0
  return {
    open: of('open'),
    acknowledged: of('acknowledged'),
    resolved: of('resolved'),
    false_positive: of('false_positive'),
    since: await conn.$count(alert, and(own, gte(alert.createdAt, since))),
  }
}
