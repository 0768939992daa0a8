import { contactOf, type MapSender } from '../../shared/messages/map.ts'
import { badField } from '../../shared/errors.ts'
import { normalise } from '../../shared/search.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import { contactsBy, insertContacts } from '../contacts/store.ts'
import type { Caller, Context } from '../context.ts'
import { findCustomers } from '../customers/store.ts'
import type { Writer } from '../db/engine.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { giveTo } from './give-to.ts'

/**
 * Says whose a sender's messages are: those that waited go to the customer, and a contact is added by which later ones
 * are known. What waits for a message does not latch: they came before. Throws bad_request for an unknown customer.
 */
export async function mapSender(
  app: Context & { triggers: TriggerEngine },
  caller: Caller,
  { contact, customer, customerId }: MapSender,
): Promise<{ messages: number }> {
  const { organizationId, actor } = caller
  return app.db.write(async (tx) => {
    if (!(await findCustomers(tx, organizationId, [customerId])).has(customerId))
      throw badField(['customerId'], 'There is no such customer')
    const now = app.clock.now()
    const contactId = contact === null ? null : await ensureContact(tx, organizationId, customerId, contact, now)
    const messages = await giveTo(app, tx, organizationId, { contact, customer }, { customerId, contactId })
    const details = { contact, customer, messages }
    await appendTimeline(tx, organizationId, [
      { subject: `customer:${customerId}`, type: 'sender.mapped', actor, at: now, details },
    ])
    return { messages }
  })
}

async function ensureContact(tx: Writer, organizationId: string, customerId: string, sent: string, now: Instant) {
  const { name, externalId = null, email = null, slackUserId = null } = contactOf(sent)
  const key = externalId !== null ? 'externalId' : email !== null ? 'email' : 'slackUserId'
  const known = await contactsBy(tx, organizationId, key, [externalId ?? email ?? slackUserId ?? sent])
  const own = known.find((one) => one.customerId === customerId)
  if (own) return own.id
  // An outside id can belong to one contact only.
  if (key === 'externalId' && known.length > 0) return null
  const id = newId(now)
  const times = { createdAt: now, updatedAt: now }
  await insertContacts(tx, [
    { organizationId, id, externalId, customerId, name, nameSort: normalise(name), email, slackUserId, ...times },
  ])
  return id
}
