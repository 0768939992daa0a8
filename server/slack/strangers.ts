import { DAY } from '../../shared/time/instant.ts'
import { contactsBy, updateContact } from '../contacts/store.ts'
import { giveTo } from '../messages/give-to.ts'
import { profilesOf, saveSenders } from '../messages/sender-store.ts'
import type { SlackApi } from '../notifications/channels/slack-api.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { Installation } from './installations.ts'
import type { Storing } from './posts.ts'

/** What was learned of somebody is good for so long. */
const FRESH = 7 * DAY
const AT_ONCE = 50

/**
 * Asks Slack who senders are that nobody knows: their names and addresses help to say whose they are. Whose address is
 * that of exactly one contact without a Slack user is that contact: Slack has verified it. Ends quietly where Slack asks
 * to wait; the next message of the same sender, or the next scan, asks again.
 */
export async function learnStrangers(
  app: Storing & { channels: { slackApi: SlackApi } },
  { organizationId, botToken }: Installation,
  senders: readonly string[],
): Promise<void> {
  const known = await profilesOf(app.db.read, organizationId, senders)
  const contacts = await contactsBy(app.db.read, organizationId, 'slackUserId', senders)
  const mapped = new Set(contacts.map((one) => one.slackUserId))
  const now = app.clock.now()
  const asked = senders.filter((one) => !mapped.has(one) && now - (known.get(one)?.updatedAt ?? 0) > FRESH)
  for (const sender of asked.slice(0, AT_ONCE)) {
    const person = await app.channels.slackApi.person(botToken, sender)
    if (!person.ok && person.code === null) return
    const profile = person.ok ? person.value : { name: null, email: null }
    await app.db.write((tx) => saveSenders(tx, organizationId, [{ sender, ...profile }], now), 'bulk')
    if (profile.email !== null) await recognise(app, organizationId, sender, profile.email)
  }
}

async function recognise(app: Storing, organizationId: string, sender: string, email: string): Promise<void> {
  await app.db.write(async (tx) => {
    const contacts = await contactsBy(tx, organizationId, 'email', [email])
    const [contact] = contacts
    if (!contact || contacts.length > 1 || contact.slackUserId !== null) return
    const now = app.clock.now()
    const { id: contactId, customerId } = contact
    await updateContact(tx, organizationId, contactId, { slackUserId: sender, updatedAt: now })
    const messages = await giveTo(
      app,
      tx,
      organizationId,
      { contact: sender, customer: null },
      { customerId, contactId },
    )
    const details = { contact: sender, customer: null, name: contact.name, messages }
    await appendTimeline(tx, organizationId, [
      {
        subject: `customer:${customerId}`,
        type: 'sender.mapped',
        actor: { type: 'job', job: 'slack' },
        at: now,
        details,
      },
    ])
  })
}
