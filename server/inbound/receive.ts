import { createHash } from 'node:crypto'
import type { InboundMail } from '../../shared/inbound/mail.ts'
import { type Instant, MINUTE, toIso } from '../../shared/time/instant.ts'
import { contactsBy } from '../contacts/store.ts'
import { type Recipient, storeMessages } from '../messages/service.ts'
import { saveSenders } from '../messages/sender-store.ts'
import { memberIdsByEmail } from '../people/members/lookup.ts'
import { noteReceived } from './store.ts'

export type ReceivedMail = {
  /** `ignored`: nobody wrote it, or it is among ourselves. */
  status: 'stored' | 'duplicate' | 'ignored'
  messageId: string | null
}

/**
 * Stores a mail as a message of the contact with the sender's address, or as our answer where a member wrote it.
 * The conversation is the one with that address, so an answer and what it answers belong together.
 */
export async function receiveMail(
  app: Parameters<typeof storeMessages>[0],
  recipient: Recipient & { lastReceivedAt: Instant | null },
  mail: InboundMail,
): Promise<ReceivedMail> {
  const { organizationId, lastReceivedAt } = recipient
  const { read } = app.db
  const now = app.clock.now()
  if (now - (lastReceivedAt ?? 0) >= MINUTE) await app.db.write((tx) => noteReceived(tx, organizationId, now), 'bulk')
  const members = await memberIdsByEmail(read, organizationId, [mail.from.address, ...mail.to])
  const isOurs = members.has(mail.from.address)
  const theirs = isOurs ? mail.to.find((address) => !members.has(address)) : mail.from.address
  if (mail.automatic || theirs === undefined) return { status: 'ignored', messageId: null }
  const [stored] = await storeMessages(app, recipient, [
    {
      id: `email:${mail.id ?? fingerprint(mail)}`,
      channel: `email:${theirs}`.slice(0, 200),
      contact: theirs,
      direction: isOurs ? 'outbound' : 'inbound',
      text: mail.text,
      // The sender's clock may be ahead; what has come was not written later than now.
      ...(mail.at !== null && { at: toIso(Math.min(mail.at, now)) }),
    },
  ])
  if (!isOurs && mail.from.name !== null && stored?.status === 'stored') {
    const known = await contactsBy(read, organizationId, 'email', [theirs])
    const sender = { sender: theirs, name: mail.from.name, email: theirs }
    if (known.length === 0) await app.db.write((tx) => saveSenders(tx, organizationId, [sender], now), 'bulk')
  }
  const status = stored?.status === 'rejected' ? 'ignored' : (stored?.status ?? 'ignored')
  return { status, messageId: stored?.messageId ?? null }
}

/** Stands for a mail without an id, so that handing it in twice stores it once. */
function fingerprint({ from, subject, text, at }: InboundMail): string {
  return createHash('sha256')
    .update(JSON.stringify([from.address, subject, text, at]))
    .digest('base64url')
}
