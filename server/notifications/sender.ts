import type { AttemptResult } from '../../shared/notifications/schedule.ts'
import type { Context } from '../context.ts'
import type { Seal } from '../secrets/seal.ts'
import type { Channel, Message } from './channels/channel.ts'
import type { EmailSettings } from './channels/email.ts'
import type { SlackApi } from './channels/slack-api.ts'
import type { SlackChannel, SlackSettings } from './channels/slack.ts'
import { openEmail, openSlack } from './connections/secrets.ts'
import { getConnection } from './connections/store.ts'
import type { Claimed } from './outbox-store.ts'
import { firstPlace, placeOf } from './revise-store.ts'

export type Channels = { slack: SlackChannel; slackApi: SlackApi; email: Channel<EmailSettings> }

/** Sends one claimed delivery on its channel. Never throws. */
export type Sender = (claimed: Claimed) => Promise<AttemptResult>

/**
 * What a message about an alert says in Slack at the moment it is sent; null where there is no such alert any more.
 * `causes` are those of all notifications about it: a person's first message stands, further ones go below it.
 */
export type ComposeAlert = (
  organizationId: string,
  alertId: string,
) => Promise<(Pick<Message, 'title' | 'body' | 'buttons'> & { causes: string[] }) | null>

type Parts = Pick<Context, 'db'> & {
  seal: Seal
  channels: Pick<Channels, 'slack' | 'email'>
  composeAlert: ComposeAlert
}

/** @param url public address of the installation, without a trailing slash. */
export function createSender({ db, seal, channels, composeAlert }: Parts, url: string): Sender {
  /** A message of its own, or the change of one that stands already. */
  async function sendSlack(settings: SlackSettings, claimed: Claimed, message: Message): Promise<AttemptResult> {
    const { organizationId, alertId, editOf } = claimed
    const now = alertId === null ? null : await composeAlert(organizationId, alertId)
    if (now === null) return channels.slack.send(settings, message)
    const { causes, ...words } = now
    if (editOf !== null) {
      const standing = await placeOf(db.read, organizationId, editOf)
      if (standing === null)
        return { ok: false, error: 'The message to change was not sent yet', mayHaveArrived: false }
      return channels.slack.edit(settings, standing.place, { ...message, ...words, key: standing.key })
    }
    const first = await firstPlace(db.read, organizationId, claimed, causes)
    if (first !== null) return channels.slack.send(settings, { ...message, below: first.ts })
    return channels.slack.send(settings, { ...message, ...words })
  }

  return async (claimed) => {
    const failed = (error: string): AttemptResult => ({ ok: false, error, mayHaveArrived: claimed.uncertain })
    const to = claimed.channel === 'slack' ? claimed.slackUserId : claimed.email
    if (to === null) return failed('The person has no Slack user id; an admin can enter it under Members')
    const message: Message = { ...claimed, to, link: linkTo(claimed, url) }
    try {
      const connection = await getConnection(db.read, claimed.organizationId, claimed.channel)
      if (!connection) return failed(`${claimed.channel === 'slack' ? 'Slack' : 'Email'} is not connected any more`)
      if (claimed.channel === 'slack') return await sendSlack(openSlack(seal, connection), claimed, message)
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
