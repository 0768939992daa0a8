import { z } from 'zod'
import { Email, text } from '../text.ts'

/** A secret in a form: kept as it is where left out, forgotten where null. */
const secret = (max: number) => text(max).nullish()

export const SlackInput = z.strictObject({
  /** Kept as it is where left out. */
  botToken: text(500)
    .regex(/^[\x21-\x7e]+$/, 'Must be a bot token: it starts with xoxb- and has no spaces')
    .optional(),
  /** Proves that what comes from Slack does come from Slack. */
  signingSecret: secret(200),
  /** Lets Hoist fetch events over Socket Mode where Slack cannot reach it. */
  appToken: text(500)
    .regex(/^[\x21-\x7e]+$/, 'Must be an app-level token: it starts with xapp- and has no spaces')
    .nullish(),
})
export type SlackInput = z.infer<typeof SlackInput>

/** tls: from the first byte (port 465). starttls: demanded before anything is said. none: for a relay on one's own machine or network. */
export const MailSecurity = z.enum(['tls', 'starttls', 'none'])
export type MailSecurity = z.infer<typeof MailSecurity>

/** Without control characters: a line break in a header would begin another header. */
function headerText(max: number) {
  return text(max).refine((value) => !/\p{Cc}/u.test(value), 'Must not contain control characters')
}

export const EmailInput = z.strictObject({
  host: headerText(253).regex(/^[\w.:-]+$/, 'Must be the name or address of a mail server'),
  port: z.number().int().min(1).max(65535).default(587),
  security: MailSecurity.optional(),
  user: headerText(254).nullish(),
  password: secret(500),
  fromAddress: Email.refine((value) => !/\p{Cc}/u.test(value), 'Must not contain control characters'),
  fromName: headerText(100).default('Hoist'),
})
export type EmailInput = z.infer<typeof EmailInput>

/** What a port is for, where nobody said. */
export function usualSecurity(port: number): MailSecurity {
  if (port === 465) return 'tls'
  return port === 587 ? 'starttls' : 'none'
}
