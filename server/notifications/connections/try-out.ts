import type { AttemptResult } from '../../../shared/notifications/schedule.ts'
import { newId } from '../../clock.ts'
import type { Caller } from '../../context.ts'
import { openEmail, openSlack } from './secrets.ts'
import { type Connecting, requireConnected } from './service.ts'
import { getAddress, getConnection } from './store.ts'

/**
 * Sends a test message to the caller, past the outbox, and tells what the provider said.
 * Throws conflict where the channel is not connected.
 */
export async function tryOut(
  { db, clock, seal, channels }: Connecting,
  { organizationId, userId, name }: Caller,
  channel: 'slack' | 'email',
): Promise<{ ok: boolean; words: string }> {
  const row = requireConnected(await getConnection(db.read, organizationId, channel), channel)
  const address = await getAddress(db.read, organizationId, userId)
  const message = {
    key: `test.${newId(clock.now())}`,
    title: 'A test message from Hoist',
    body: `Hello ${name}, this channel works.`,
    link: null,
    uncertain: false,
  }
  if (channel === 'email') {
    if (!address) return { ok: false, words: 'You have no email address' }
    const sent = await channels.email.send(openEmail(seal, row), { ...message, to: address.email })
    return inWords(sent, `A test mail is on its way to ${address.email}`)
  }
  const settings = openSlack(seal, row)
  const { ok, words } = await channels.slack.check(settings)
  if (!ok) return { ok, words }
  if (!address?.slackUserId)
    return { ok, words: `${words}. You have no Slack user id under Members, so no message was sent to you` }
  const sent = await channels.slack.send(settings, { ...message, to: address.slackUserId })
  return inWords(sent, `${words}. A test message was sent to you`)
}

function inWords(result: AttemptResult, sent: string): { ok: boolean; words: string } {
  return result.ok ? { ok: true, words: sent } : { ok: false, words: result.error }
}
