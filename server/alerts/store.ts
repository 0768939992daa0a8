import { and, asc, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'

export type AlertRow = Schema['alert']['$inferSelect']
export type EvidenceRow = Schema['alertMessage']['$inferSelect']

/** The alert of a channel that is open or acknowledged; undefined where it has none. */
export async function activeAlert(
  conn: Reader,
  organizationId: string,
  channel: string,
): Promise<AlertRow | undefined> {
  const query = conn.prepared('active alert', (c) => {
    const { alert } = c.t
    return c
      .select()
      .from(alert)
      .where(
        and(
          eq(alert.organizationId, sql.placeholder('organizationId')),
          eq(alert.channel, sql.placeholder('channel')),
          isNull(alert.closedAt),
        ),
      )
  })
  return (await query.execute({ organizationId, channel }))[0]
}

export async function getAlert(conn: Reader, organizationId: string, id: string): Promise<AlertRow | undefined> {
  const { alert } = conn.t
  const rows = await conn
    .select()
    .from(alert)
    .where(and(eq(alert.organizationId, organizationId), eq(alert.id, id)))
  return rows[0]
}

export async function insertAlert(tx: Writer, row: AlertRow): Promise<void> {
  await insertMany(tx, tx.t.alert, [row])
}

/** Saves a change of an alert that is still as it was loaded; false where somebody was first. */
export async function saveAlert(
  tx: Writer,
  before: Pick<AlertRow, 'organizationId' | 'id' | 'version'>,
  change: Partial<Omit<AlertRow, 'organizationId' | 'id' | 'version'>>,
): Promise<boolean> {
  const { alert } = tx.t
  const { organizationId, id, version } = before
  const rows = await tx
    .update(alert)
    .set({ ...change, version: version + 1 })
    .where(and(eq(alert.organizationId, organizationId), eq(alert.id, id), eq(alert.version, version)))
    .returning({ id: alert.id })
  return rows.length > 0
}

/** Keeps what an alert rests on, and says so on the messages. */
export async function addEvidence(tx: Writer, rows: readonly EvidenceRow[]): Promise<void> {
  await insertMany(tx, tx.t.alertMessage, rows, 'ignore')
  const statement = tx.prepared('alert of message', (c) => {
    const { message } = c.t
    return c
      .update(message)
      .set({ alertId: sql`${sql.placeholder('alertId')}` })
      .where(
        and(
          eq(message.organizationId, sql.placeholder('organizationId')),
          eq(message.id, sql.placeholder('messageId')),
        ),
      )
      .returning({ id: message.id })
  })
  for (const { organizationId, alertId, messageId } of rows)
    await statement.execute({ organizationId, alertId, messageId })
}

/** What an alert rests on, the oldest first. */
export async function listEvidence(conn: Reader, organizationId: string, alertId: string): Promise<EvidenceRow[]> {
  const { alertMessage } = conn.t
  return conn
    .select()
    .from(alertMessage)
    .where(and(eq(alertMessage.organizationId, organizationId), eq(alertMessage.alertId, alertId)))
    .orderBy(asc(alertMessage.at), asc(alertMessage.messageId))
}

/** Everybody who is told of alerts: the admins, invited ones too, since they can be told by mail. */
export async function adminIds(tx: Writer, organizationId: string): Promise<string[]> {
  const query = tx.prepared('admins to tell', (c) => {
    const { member } = c.t
    return c
      .select({ userId: member.userId })
      .from(member)
      .where(
        and(
          eq(member.organizationId, sql.placeholder('organizationId')),
          eq(member.role, 'admin'),
          ne(member.status, 'removed'),
        ),
      )
      .orderBy(asc(member.userId))
  })
  return (await query.execute({ organizationId })).map((row) => row.userId)
}

/** Names of a customer and a contact, for words; null where there is none. */
export async function writerNames(
  conn: Reader,
  organizationId: string,
  { customerId, contactId }: { customerId: string | null; contactId: string | null },
): Promise<{ customer: string | null; contact: string | null }> {
  const { customer, contact } = conn.t
  const [named] =
    customerId === null
      ? []
      : await conn
          .select({ name: customer.name })
          .from(customer)
          .where(and(eq(customer.organizationId, organizationId), eq(customer.id, customerId)))
  const [person] =
    contactId === null
      ? []
      : await conn
          .select({ name: contact.name })
          .from(contact)
          .where(and(eq(contact.organizationId, organizationId), eq(contact.id, contactId)))
  return { customer: named?.name ?? null, contact: person?.name ?? null }
}

/** Alerts that nobody knew whose they were go to the customer whose message they are about, now that it is known. */
export async function assignAlerts(
  tx: Writer,
  organizationId: string,
  target: { customerId: string; contactId: string | null },
): Promise<void> {
  const { alert, message } = tx.t
  const theirs = tx
    .select({ id: message.alertId })
    .from(message)
    .where(
      and(
        eq(message.organizationId, organizationId),
        eq(message.customerId, target.customerId),
        isNotNull(message.alertId),
      ),
    )
  await tx
    .update(alert)
    .set(target)
    .where(and(eq(alert.organizationId, organizationId), isNull(alert.customerId), inArray(alert.id, theirs)))
}
