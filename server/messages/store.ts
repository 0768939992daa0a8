import { and, count, desc, eq, isNull, lt, max, or, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import { MOST_SENDERS } from '../../shared/messages/map.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'
import { selectIn } from '../db/select-in.ts'

export type MessageRow = Schema['message']['$inferSelect']

/** Hoist's ids of the messages that were stored before, by the sender's. */
export async function knownMessages(
  conn: Reader,
  organizationId: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await selectIn(conn, 'known messages', externalIds, { organizationId }, (c, list) => {
    const { message } = c.t
    return c
      .select({ id: message.id, externalId: message.externalId })
      .from(message)
      .where(
        and(eq(message.organizationId, sql.placeholder('organizationId')), sql`${message.externalId} in (${list})`),
      )
  })
  return new Map(rows.map((row) => [row.externalId, row.id]))
}

/** Texts of messages that were stored before, by the sender's ids. */
export async function knownTexts(
  conn: Reader,
  organizationId: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await selectIn(conn, 'known texts', externalIds, { organizationId }, (c, list) => {
    const { message } = c.t
    return c
      .select({ text: message.text, externalId: message.externalId })
      .from(message)
      .where(
        and(eq(message.organizationId, sql.placeholder('organizationId')), sql`${message.externalId} in (${list})`),
      )
  })
  return new Map(rows.map((row) => [row.externalId, row.text]))
}

export async function insertMessages(tx: Writer, rows: MessageRow[]): Promise<void> {
  await insertMany(tx, tx.t.message, rows, 'ignore')
}

/** A customer's messages, newest first. */
export async function listMessages(
  conn: Reader,
  organizationId: string,
  { customerId, cursor, limit = 50 }: { customerId: string; cursor?: string | undefined; limit?: number },
) {
  const { message, contact } = conn.t
  const position = decodeCursor(cursor, ['integer', 'text'])
  const at = Number(position?.[0])
  const rows = await conn
    .select({
      id: message.id,
      channel: message.channel,
      direction: message.direction,
      text: message.text,
      at: message.at,
      receivedAt: message.receivedAt,
      riskLevel: message.riskLevel,
      contactId: message.contactId,
      contactName: contact.name,
      sender: message.senderContact,
    })
    .from(message)
    .leftJoin(contact, and(eq(contact.organizationId, message.organizationId), eq(contact.id, message.contactId)))
    .where(
      and(
        eq(message.organizationId, organizationId),
        eq(message.customerId, customerId),
        position && or(lt(message.at, at), and(eq(message.at, at), lt(message.id, String(position[1])))),
      ),
    )
    .orderBy(desc(message.at), desc(message.id))
    .limit(limit + 1)
  const messages = rows.slice(0, limit)
  const last = messages.at(-1)
  return { messages, nextCursor: rows.length > limit && last ? encodeCursor([last.at, last.id]) : null }
}

export type UnmappedSender = {
  /** As sent; null where the message named none. */
  contact: string | null
  customer: string | null
  messages: number
  lastAt: Instant
}

/** Senders that nobody has said whose they are, the latest first: at most `MOST_SENDERS`. */
export async function listUnmappedSenders(conn: Reader, organizationId: string): Promise<UnmappedSender[]> {
  const { message } = conn.t
  const lastAt = max(message.at).mapWith(Number)
  return conn
    .select({ contact: message.senderContact, customer: message.senderCustomer, messages: count(), lastAt })
    .from(message)
    .where(and(eq(message.organizationId, organizationId), isNull(message.customerId)))
    .groupBy(message.senderContact, message.senderCustomer)
    .orderBy(desc(lastAt))
    .limit(MOST_SENDERS)
}

/** Messages that wait for their customer: a sender's, or those of a conversation. */
export type Waiting = { contact: string | null; customer: string | null } | { channel: string }

/** Gives unmapped messages to a customer (and a contact); returns which, when and which way they went. */
export async function assignMessages(
  tx: Writer,
  organizationId: string,
  waiting: Waiting,
  target: { customerId: string; contactId?: string | null },
): Promise<{ id: string; at: Instant; direction: 'inbound' | 'outbound' }[]> {
  const { message } = tx.t
  return tx
    .update(message)
    .set(target)
    .where(and(eq(message.organizationId, organizationId), isNull(message.customerId), meant(tx, waiting)))
    .returning({ id: message.id, at: message.at, direction: message.direction })
}

function meant({ t: { message } }: Writer, waiting: Waiting) {
  if ('channel' in waiting) return eq(message.channel, waiting.channel)
  const { contact, customer } = waiting
  return and(
    contact === null ? isNull(message.senderContact) : eq(message.senderContact, contact),
    customer === null ? isNull(message.senderCustomer) : eq(message.senderCustomer, customer),
  )
}
