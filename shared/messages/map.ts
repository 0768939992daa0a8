import { z } from 'zod'
import { text } from '../text.ts'

/** Unknown senders that are listed; the others follow when these have their customers. */
export const MOST_SENDERS = 200

/** A sender as listed, and whose it is from now on. */
export const MapSender = z.strictObject({
  contact: text(254).nullable(),
  customer: text(210).nullable(),
  customerId: text(200),
})
export type MapSender = z.infer<typeof MapSender>

/** The contact by which later messages of this sender are known: under the form that was sent. */
export function contactOf(sent: string): { name: string; externalId?: string; email?: string; slackUserId?: string } {
  if (sent.startsWith('ext:')) return { name: sent.slice('ext:'.length), externalId: sent.slice('ext:'.length) }
  if (/^[^\s@]+@[^\s@]+$/.test(sent)) return { name: sent, email: sent.toLowerCase() }
  if (/^[UW][A-Z0-9]{6,}$/.test(sent)) return { name: sent, slackUserId: sent }
  return { name: sent, externalId: sent }
}
