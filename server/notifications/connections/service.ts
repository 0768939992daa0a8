import { badField, DomainError } from '../../../shared/errors.ts'
import { type EmailInput, type SlackInput, usualSecurity } from '../../../shared/notifications/connections.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caller, Context } from '../../context.ts'
import { announce } from '../../live/hints.ts'
import type { Seal } from '../../secrets/seal.ts'
import type { SlackIdentity } from '../channels/slack-api.ts'
import type { Channels } from '../sender.ts'
import { type EmailSecrets, openEmail, openSlack, type PlainEmail, type SlackSecrets, sealSecrets } from './secrets.ts'
import { type ConnectionRow, getConnection, listConnections, removeConnection, saveConnection } from './store.ts'

/** What connecting needs besides the database: a way to the providers, and to keep secrets. */
export type Connecting = Context & { channels: Channels; seal: Seal }

export type Connections = {
  slack: {
    connected: boolean
    hasSigningSecret: boolean
    /** Events come over Socket Mode. */
    hasAppToken: boolean
    /** Name of the workspace; null where Slack has not been asked yet. */
    team: string | null
    updatedAt: Instant | null
  }
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
      hasAppToken: typeof secrets?.appToken === 'string',
      team: typeof slack?.settings['team'] === 'string' ? slack.settings['team'] : null,
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
  const identity = await app.channels.slackApi.identity(botToken)
  if (!identity.ok && identity.refused) throw badField(['botToken'], identity.error)
  if (identity.ok) await requireOwnApp(app, caller.organizationId, identity.value)
  const signingSecret = input.signingSecret === undefined ? (before?.signingSecret ?? null) : input.signingSecret
  const appToken = input.appToken === undefined ? (before?.appToken ?? null) : input.appToken
  if (typeof input.appToken === 'string') await requireAppToken(app, input.appToken)
  const kept = botToken === before?.botToken ? (row?.settings ?? {}) : {}
  const settings = identity.ok ? identity.value : kept
  await save(app, caller, { channel: 'slack', settings }, { botToken, signingSecret, appToken }, before ?? null)
  if (!identity.ok) return { words: identity.error }
  return { words: `Slack answers: connected to ${identity.value.team}` }
}

/** What comes from Slack names its app and workspace, so that only one organization can be meant. */
async function requireOwnApp(
  { db }: Connecting,
  organizationId: string,
  { teamId, botId }: SlackIdentity,
): Promise<void> {
  const others = (await listConnections(db.read, 'slack')).filter((row) => row.organizationId !== organizationId)
  if (others.some(({ settings }) => settings['teamId'] === teamId && settings['botId'] === botId))
    throw badField(
      ['botToken'],
      'Another organization here uses this Slack app already: make one of its own for this one',
    )
}

/** Opens nothing yet: Slack gives an address for a connection to whoever may have one. */
async function requireAppToken({ channels }: Connecting, appToken: string): Promise<void> {
  const opened = await channels.slackApi.openSocket(appToken)
  if (!opened.ok && opened.code !== null) throw badField(['appToken'], opened.error)
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
    tx.afterCommit(() => announce(organizationId, { topic: 'channel' }))
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
    tx.afterCommit(() => announce(organizationId, { topic: 'channel' }))
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
