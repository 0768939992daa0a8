import { and, eq, gte, inArray, like, lt, or } from 'drizzle-orm'
import type { Reader } from '../db/engine.ts'

/** Contacts, with their customers, whose address is one of these or in one of these domains, or who are called so: at most 500. */
export async function similarContacts(
  conn: Reader,
  organizationId: string,
  { emails, domains, names }: { emails: string[]; domains: string[]; names: string[] },
) {
  const { contact, customer } = conn.t
  if (emails.length + domains.length + names.length === 0) return []
  return conn
    .select({
      customerId: contact.customerId,
      customerName: customer.name,
      name: contact.name,
      nameSort: contact.nameSort,
      email: contact.email,
    })
    .from(contact)
    .innerJoin(customer, and(eq(customer.organizationId, contact.organizationId), eq(customer.id, contact.customerId)))
    .where(
      and(
        eq(contact.organizationId, organizationId),
        or(
          emails.length === 0 ? undefined : inArray(contact.email, emails),
          names.length === 0 ? undefined : inArray(contact.nameSort, names),
          ...domains.map((domain) => like(contact.email, `%@${domain}`)),
        ),
      ),
    )
    .limit(500)
}

/** Customers that are called one of these words, or whose name begins with it: at most 200. */
export async function customersCalled(conn: Reader, organizationId: string, words: string[]) {
  const { customer } = conn.t
  if (words.length === 0) return []
  return conn
    .select({ id: customer.id, name: customer.name, nameSort: customer.nameSort })
    .from(customer)
    .where(
      and(
        eq(customer.organizationId, organizationId),
        // From the word and a space up to the sign after a space: ranges of the index on names.
        or(
          ...words.map((word) =>
            or(eq(customer.nameSort, word), and(gte(customer.nameSort, `${word} `), lt(customer.nameSort, `${word}!`))),
          ),
        ),
      ),
    )
    .limit(200)
}
