import { and, asc, eq, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'
import { selectIn } from '../db/select-in.ts'

export type ContactRow = Schema['contact']['$inferSelect']

/** What a contact can be found by. */
export type ContactKey = 'id' | 'externalId' | 'email' | 'slackUserId'

/** Contacts whose `key` is one of these. Email and Slack user may name several. */
export async function contactsBy(
  conn: Reader,
  organizationId: string,
  key: ContactKey,
  values: readonly string[],
): Promise<ContactRow[]> {
  return selectIn(conn, `contacts by ${key}`, values, { organizationId }, (c, list) => {
    const { contact } = c.t
    return c
      .select()
      .from(contact)
      .where(and(eq(contact.organizationId, sql.placeholder('organizationId')), sql`${contact[key]} in (${list})`))
  })
}

/** A customer's contacts by name. */
export async function listContacts(conn: Reader, organizationId: string, customerId: string) {
  const { contact } = conn.t
  return conn
    .select({
      id: contact.id,
      externalId: contact.externalId,
      customerId: contact.customerId,
      name: contact.name,
      email: contact.email,
      slackUserId: contact.slackUserId,
      createdAt: contact.createdAt,
      updatedAt: contact.updatedAt,
    })
    .from(contact)
    .where(and(eq(contact.organizationId, organizationId), eq(contact.customerId, customerId)))
    .orderBy(asc(contact.nameSort), asc(contact.id))
    .limit(500)
}

export async function insertContacts(tx: Writer, rows: ContactRow[]): Promise<void> {
  await insertMany(tx, tx.t.contact, rows, 'ignore')
}

export async function updateContact(
  tx: Writer,
  organizationId: string,
  id: string,
  change: Partial<Omit<ContactRow, 'organizationId' | 'id' | 'createdAt'>>,
): Promise<void> {
  const { contact } = tx.t
  await tx
    .update(contact)
    .set(change)
    .where(and(eq(contact.organizationId, organizationId), eq(contact.id, id)))
}

/** Removes a contact; what was written stays. Its row as it was, or undefined where there is none. */
export async function deleteContact(tx: Writer, organizationId: string, id: string): Promise<ContactRow | undefined> {
  const { contact } = tx.t
  const [row] = await tx
    .delete(contact)
    .where(and(eq(contact.organizationId, organizationId), eq(contact.id, id)))
    .returning()
  return row
}
