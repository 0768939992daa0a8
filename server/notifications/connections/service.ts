import { badField, DomainError } from '../../../shared/errors.ts'
import { type EmailInput, type SlackInput, usualSecurity } from '../../../shared/notifications/connections.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caller, Context } from '../../context.ts'
import type { Seal } from '../../secrets/seal.ts'
import type { Channels } from '../sender.ts'
import { type EmailSecrets, openEmail, openSlack, type PlainEmail, type SlackSecrets, sealSecrets } from './secrets.ts'
import { type ConnectionRow, getConnection, removeConnection, saveConnection } from './store.ts'

/** What connecting needs besides the database: a way to the providers, and to keep secrets. */
export type Connecting = Context & { channels: Channels; seal: Seal }

export type Connections = {
  slack: { connected: boolean; hasSigningSecret: boolean; updatedAt: Instant | null }
  email: (PlainEmail & { connected: true; hasPassword: boolean; updatedAt: Instant }) | { connected: false }
}

/** How the organization is connected. Secrets are never told, only whether they are set. */
export async function readConnections({ db, seal }: Connecting, { organizationId }: Caller): Promise<Connections> {
  const slack = await getConnection(db.read, organizationId, 'slack')
  const email = await getConnection(db.read, organizationId, 'email')
  const secrets = slack && opened(() => openSlack(seal, slack))
  const settings = email && opened(() => openEmail(seal, email))
  return {
    slack: {
      connected: slack !== undefined,
      hasSigningSecret: typeof secrets?.signingSecret === 'string',
      updatedAt: slack?.updatedAt ?? null,
    },
    email: email
      ? {
          ...(email.settings as PlainEmail),
          connected: true,
          hasPassword: typeof settings?.password === 'string',
          updatedAt: email.updatedAt,
        }
      : { connected: false },
  }
}

/** Secrets sealed with another installation's secret count as missing: they have to be entered again. */
function opened<T>(open: () => T): T | undefined {
  try {
    return open()
  } catch {
    return undefined
  }
}

/**
 * Connects the organization to Slack, after asking Slack whether the token works. Returns its answer in words;
 * where Slack cannot tell, the token is kept all the same. Throws bad_request for a token that Slack refuses.
 */
export async function connectSlack(app: Connecting, caller: Caller, input: SlackInput): Promise<{ words: string }> {
  const row = await getConnection(app.db.read, caller.organizationId, 'slack')
  const before = row && opened(() => openSlack(app.seal, row))
  const botToken = input.botToken ?? before?.botToken
  if (botToken === undefined) throw badField(['botToken'], 'Enter the bot token (it starts with xoxb-)')
  const check = await app.channels.slack.check({ botToken })
  if (check.refused) throw badField(['botToken'], check.words)
  const kept = before?.signingSecret ?? null
  const signingSecret = input.signingSecret === undefined ? kept : input.signingSecret
  await save(app, caller, { channel: 'slack', settings: {} }, { botToken, signingSecret }, before ?? null)
  return { words: check.words }
}

/** The same for the mail server; a password belongs to a user. */
export async function connectEmail(app: Connecting, caller: Caller, input: EmailInput): Promise<{ words: string }> {
  const row = await getConnection(app.db.read, caller.organizationId, 'email')
  const before = row && opened(() => openEmail(app.seal, row))
  const user = input.user ?? null
  const kept = before?.user === user ? before.password : null
  const password = input.password === undefined ? kept : input.password
  if (user !== null && password === null) throw badField(['password'], 'Enter the password of this user')
  const { host, port, fromAddress, fromName } = input
  const settings = { host, port, security: input.security ?? usualSecurity(port), user, fromAddress, fromName }
  const check = await app.channels.email.check({ ...settings, password })
  if (check.refused) throw badField(['host'], check.words)
  await save(app, caller, { channel: 'email', settings }, { password }, before ?? null)
  return { words: check.words }
}

async function save(
  { db, clock, seal }: Connecting,
  caller: Caller,
  connection: { channel: 'slack' | 'email'; settings: ConnectionRow['settings'] },
  secrets: SlackSecrets | EmailSecrets,
  before: Record<string, unknown> | null,
): Promise<void> {
  const { organizationId } = caller
  const { channel } = connection
  const now = clock.now()
  const sealed = sealSecrets(seal, organizationId, channel, secrets)
  await db.write(async (tx) => {
    await saveConnection(tx, organizationId, { ...connection, sealed }, now)
    const change = { before, after: { ...connection.settings, ...secrets } }
    await recordAudit(tx, caller, now, { action: 'channel.connected', ...named(channel), ...change })
  })
}

/** From now on nobody is told on this channel; what waits for it in the outbox fails and says so. */
export async function disconnect({ db, clock }: Context, caller: Caller, channel: 'slack' | 'email'): Promise<void> {
  const { organizationId } = caller
  const now = clock.now()
  await db.write(async (tx) => {
    if (!(await getConnection(tx, organizationId, channel))) return
    await removeConnection(tx, organizationId, channel)
    await recordAudit(tx, caller, now, { action: 'channel.disconnected', ...named(channel) })
  })
}

/** Throws conflict where the organization is not connected to the channel. */
export function requireConnected(row: ConnectionRow | undefined, channel: 'slack' | 'email'): ConnectionRow {
  if (row) return row
  throw new DomainError('conflict', `${named(channel).name} is not connected yet: save its settings first`)
}

function named(channel: 'slack' | 'email'): { subject: string; name: string } {
  return { subject: `channel:${channel}`, name: channel === 'slack' ? 'Slack' : 'Email' }
}
