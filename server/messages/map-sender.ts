import { contactOf, type MapSender } from '../../shared/messages/map.ts'
import { badField } from '../../shared/errors.ts'
import { normalise } from '../../shared/search.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import { contactsBy, insertContacts, updateContact } from '../contacts/store.ts'
import type { Caller, Context } from '../context.ts'
import { findCustomers } from '../customers/store.ts'
import type { Writer } from '../db/engine.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { giveTo } from './give-to.ts'
import { profilesOf } from './sender-store.ts'

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

/**
 * The contact that a sender is from now on. One that is there already with the sender's address learns the Slack user;
 * a new one is called as the sender calls themselves, where that is known.
 */
async function ensureContact(tx: Writer, organizationId: string, customerId: string, sent: string, now: Instant) {
  const given = contactOf(sent)
  const profile = (await profilesOf(tx, organizationId, [sent])).get(sent)
  const { externalId = null, slackUserId = null } = given
  const email = given.email ?? profile?.email ?? null
  const key = externalId !== null ? 'externalId' : slackUserId !== null ? 'slackUserId' : 'email'
  const known = await contactsBy(tx, organizationId, key, [externalId ?? slackUserId ?? email ?? sent])
  const own = known.find((one) => one.customerId === customerId)
  if (own) return own.id
  // An outside id can belong to one contact only.
  if (key === 'externalId' && known.length > 0) return null
  const namesake = email === null ? [] : await contactsBy(tx, organizationId, 'email', [email])
  const same = namesake.find((one) => one.customerId === customerId && one.slackUserId === null)
  if (same && slackUserId !== null) {
    await updateContact(tx, organizationId, same.id, { slackUserId, updatedAt: now })
    return same.id
  }
  const id = newId(now)
  const name = profile?.name ?? given.name
  const times = { createdAt: now, updatedAt: now }
  await insertContacts(tx, [
    { organizationId, id, externalId, customerId, name, nameSort: normalise(name), email, slackUserId, ...times },
  ])
  return id
}
