import { z } from 'zod'
import type { Channel } from '../../../shared/notifications/schema.ts'
import { MailSecurity } from '../../../shared/notifications/connections.ts'
import type { Seal } from '../../secrets/seal.ts'
import type { EmailSettings } from '../channels/email.ts'
import type { ConnectionRow } from './store.ts'

const SlackSecrets = z.object({
  botToken: z.string(),
  signingSecret: z.string().nullable(),
  appToken: z.string().nullable().default(null),
})
export type SlackSecrets = z.infer<typeof SlackSecrets>

const EmailSecrets = z.object({ password: z.string().nullable() })
export type EmailSecrets = z.infer<typeof EmailSecrets>

const PlainEmail = z.object({
  host: z.string(),
  port: z.number(),
  security: MailSecurity,
  user: z.string().nullable(),
  fromAddress: z.string(),
  fromName: z.string(),
})
export type PlainEmail = z.infer<typeof PlainEmail>

function place(organizationId: string, channel: Channel): string {
  return `channel:${organizationId}:${channel}`
}

/** Secrets of a channel as they are stored: readable with the installation's secret and only for this organization. */
export function sealSecrets(
  seal: Seal,
  organizationId: string,
  channel: Channel,
  secrets: SlackSecrets | EmailSecrets,
): string {
  return seal.seal(JSON.stringify(secrets), place(organizationId, channel))
}

function open(seal: Seal, row: ConnectionRow): unknown {
  try {
    return JSON.parse(seal.open(row.sealed ?? '', place(row.organizationId, row.channel)))
  } catch {
    throw new Error('The saved secret cannot be opened with this installation’s secret; enter it again under Settings')
  }
}

/** Throws, in words for the delivery log, where the secrets cannot be opened. */
export function openSlack(seal: Seal, row: ConnectionRow): SlackSecrets {
  return SlackSecrets.parse(open(seal, row))
}

/** Throws, in words for the delivery log, where the secrets cannot be opened. */
export function openEmail(seal: Seal, row: ConnectionRow): EmailSettings {
  return { ...PlainEmail.parse(row.settings), ...EmailSecrets.parse(open(seal, row)) }
}
