import { z } from 'zod'
import { Email, Reference, text } from '../text.ts'

/** One contact, from a file or from the screen. Upsert: omitted unchanged, null cleared. */
export const ContactBody = z.strictObject({
  externalId: text(200),
  /** Must be given for a new contact. */
  customer: Reference.optional(),
  /** Must be given for a new contact. */
  name: text(300).optional(),
  email: Email.nullish(),
  slackUserId: text(100).nullish(),
})
export type ContactBody = z.infer<typeof ContactBody>

/** The same from the screen: an existing contact by its id, or a new one, which needs no id of its own outside. */
export const ContactInput = ContactBody.extend({ id: text(200).optional(), externalId: text(200).nullish() })
export type ContactInput = z.infer<typeof ContactInput>
