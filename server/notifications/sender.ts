import type { AttemptResult } from '../../shared/notifications/schedule.ts'
import type { Context } from '../context.ts'
import type { Seal } from '../secrets/seal.ts'
import type { Channel, Message } from './channels/channel.ts'
import type { EmailSettings } from './channels/email.ts'
import type { SlackChannel } from './channels/slack.ts'
import { openEmail, openSlack } from './connections/secrets.ts'
import { getConnection } from './connections/store.ts'
import type { Claimed } from './outbox-store.ts'

export type Channels = { slack: SlackChannel; email: Channel<EmailSettings> }

/** Sends one claimed delivery on its channel. Never throws. */
export type Sender = (claimed: Claimed) => Promise<AttemptResult>

/** @param url public address of the installation, without a trailing slash. */
export function createSender({ db }: Pick<Context, 'db'>, seal: Seal, channels: Channels, url: string): Sender {
  return async (claimed) => {
    const failed = (error: string): AttemptResult => ({ ok: false, error, mayHaveArrived: claimed.uncertain })
    const to = claimed.channel === 'slack' ? claimed.slackUserId : claimed.email
    if (to === null) return failed('The person has no Slack user id; an admin can enter it under Members')
    const message: Message = { ...claimed, to, link: linkTo(claimed, url) }
    try {
      const connection = await getConnection(db.read, claimed.organizationId, claimed.channel)
      if (!connection) return failed(`${claimed.channel === 'slack' ? 'Slack' : 'Email'} is not connected any more`)
      if (claimed.channel === 'slack') return await channels.slack.send(openSlack(seal, connection), message)
      return await channels.email.send(openEmail(seal, connection), message)
    } catch (error) {
      return failed(error instanceof Error ? error.message : String(error))
    }
  }
}

function linkTo({ workflowId, alertId, notificationId }: Claimed, url: string): string | null {
  if (workflowId !== null) return `${url}/workflows/${encodeURIComponent(workflowId)}`
  if (alertId !== null) return `${url}/alerts/${encodeURIComponent(alertId)}`
  return notificationId === null ? null : `${url}/`
}
