/** As much of a contact as says who wrote. */
export type SenderContact = {
  id: string
  externalId: string | null
  customerId: string
  email: string | null
  slackUserId: string | null
}

/** By what a sender's contact may be found, the surest first. */
export const SENDER_KEYS = ['id', 'externalId', 'email', 'slackUserId'] as const
export type SenderKey = (typeof SENDER_KEYS)[number]

/** What is looked up under each key for a contact as it was sent. */
export function senderValues(sent: string): Partial<Record<SenderKey, string>> {
  if (sent.startsWith('ext:')) return { externalId: sent.slice('ext:'.length) }
  return { id: sent, externalId: sent, email: sent.toLowerCase(), slackUserId: sent }
}

/**
 * Whose message it is. A contact counts where it names one person of one customer, and, where a customer was sent too,
 * of that one; the customer that was sent wins. Nobody known: both null, and the message waits to be mapped.
 * @param found contacts by key, as `senderValues` asked for them
 */
export function mapSender(
  customerId: string | null,
  found: Partial<Record<SenderKey, readonly SenderContact[]>>,
): { customerId: string | null; contactId: string | null } {
  for (const key of SENDER_KEYS) {
    const contacts = (found[key] ?? []).filter((one) => customerId === null || one.customerId === customerId)
    const [contact] = contacts
    if (!contact) continue
    if (new Set(contacts.map((one) => one.customerId)).size > 1) break
    return { customerId: contact.customerId, contactId: contacts.length === 1 ? contact.id : null }
  }
  return { customerId, contactId: null }
}
