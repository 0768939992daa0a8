import { and, asc, eq, gt } from 'drizzle-orm'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'

/** All messages in the order of their senders' ids, with the ids by which customer and contact are known elsewhere. */
export async function listAllMessages(
  conn: Reader,
  organizationId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const { message, customer, contact } = conn.t
  const [last] = decodeCursor(cursor, ['text']) ?? []
  const rows = await conn
    .select({
      id: message.externalId,
      customerId: message.customerId,
      customerExternalId: customer.externalId,
      contactId: message.contactId,
      contactExternalId: contact.externalId,
      sender: message.senderContact,
      channel: message.channel,
      at: message.at,
      direction: message.direction,
      text: message.text,
    })
    .from(message)
    .leftJoin(customer, and(eq(customer.organizationId, message.organizationId), eq(customer.id, message.customerId)))
    .leftJoin(contact, and(eq(contact.organizationId, message.organizationId), eq(contact.id, message.contactId)))
    .where(
      and(
        eq(message.organizationId, organizationId),
        last === undefined ? undefined : gt(message.externalId, String(last)),
      ),
    )
    .orderBy(asc(message.externalId))
    .limit(limit + 1)
  const messages = rows.slice(0, limit)
  const end = messages.at(-1)
  return { messages, nextCursor: rows.length > limit && end ? encodeCursor([end.id]) : null }
}
