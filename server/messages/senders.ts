import type { ReadMessage } from '../../shared/messages/read.ts'
import {
  mapSender,
  SENDER_KEYS,
  type SenderContact,
  type SenderKey,
  senderValues,
} from '../../shared/messages/sender.ts'
import { contactsBy } from '../contacts/store.ts'
import { findCustomers } from '../customers/store.ts'
import type { Reader } from '../db/engine.ts'

export type Sender = { customerId: string | null; contactId: string | null }

/** Whose each message is, as far as anybody knows. */
export async function findSenders(
  conn: Reader,
  organizationId: string,
  messages: readonly ReadMessage[],
): Promise<Sender[]> {
  const customers = await findCustomers(
    conn,
    organizationId,
    messages.flatMap((message) => message.customer ?? []),
  )
  const asked = [...new Set(messages.flatMap((message) => message.contact ?? []))].map(senderValues)
  const contacts = new Map<SenderKey, Map<string | null, SenderContact[]>>()
  for (const key of SENDER_KEYS) {
    const values = [...new Set(asked.flatMap((one) => one[key] ?? []))]
    contacts.set(
      key,
      Map.groupBy(await contactsBy(conn, organizationId, key, values), (contact) => contact[key]),
    )
  }
  return messages.map((message) => {
    const customerId = customers.get(message.customer ?? '')?.id ?? null
    if (message.contact === undefined) return { customerId, contactId: null }
    const values = Object.entries(senderValues(message.contact)) as [SenderKey, string][]
    const found = Object.fromEntries(values.map(([key, value]) => [key, contacts.get(key)?.get(value) ?? []]))
    return mapSender(customerId, found)
  })
}
