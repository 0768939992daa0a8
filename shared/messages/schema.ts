import { z } from 'zod'
import type { Issue } from '../errors.ts'
import { prose, Reference, text } from '../text.ts'
import { WireInstant } from '../time/wire.ts'

/** A client's writing, or our answer to it. `id` is the sender's and the idempotency key. */
export const MessageBody = z.strictObject({
  id: text(200),
  customer: Reference.optional(),
  /** A contact's id, `ext:` id, email address or Slack user. */
  contact: text(254).optional(),
  channel: text(200),
  at: WireInstant.optional(),
  direction: z.enum(['inbound', 'outbound']),
  text: prose(40_000),
})
export type MessageBody = z.infer<typeof MessageBody>

export const MAX_MESSAGES = 1_000

export type MessageResult = {
  /** As sent; null where there was none to read. */
  id: string | null
  status: 'stored' | 'duplicate' | 'rejected'
  /** Hoist's id; null for a rejected one. */
  messageId: string | null
  issues?: Issue[]
}
