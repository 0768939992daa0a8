import { z } from 'zod'
import { DomainError } from '../../shared/errors.ts'
import { SLACK_CHANNEL, SLACK_SENDER, SLACK_TEAM, SLACK_TS } from '../../shared/slack/post.ts'
import type { Context } from '../context.ts'
import { findSlackCaller } from '../people/members/slack-caller.ts'
import type { SlackActions } from './actions.ts'
import type { Installation } from './installations.ts'
import { addReceipt } from './store.ts'

/** What Slack sends when somebody presses a button under a message. */
export const BlockActions = z.object({
  type: z.literal('block_actions'),
  api_app_id: z.string().max(50).nullish(),
  team: z.object({ id: z.string().regex(SLACK_TEAM) }),
  user: z.object({ id: z.string().regex(SLACK_SENDER) }),
  container: z
    .object({ message_ts: z.string().regex(SLACK_TS).nullish(), channel_id: z.string().regex(SLACK_CHANNEL).nullish() })
    .nullish()
    .catch(null),
  response_url: z.string().max(2_000).nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string().min(1).max(255),
        value: z.string().max(2_000).nullish(),
        action_ts: z.string().max(50).nullish(),
      }),
    )
    .min(1)
    .max(10),
})
export type BlockActions = z.infer<typeof BlockActions>

/** What to tell whoever pressed, and where to. */
export type PressReply = { reply: string; responseUrl: string } | null

const STRANGER =
  'Hoist does not know you: an admin can enter your Slack user id under Settings, Members. Nothing was changed.'

/**
 * Hands a press to what the button means, acting as the member whose Slack user pressed. The same press again (Slack's
 * or somebody else's repeat of the request) does nothing.
 * @returns what the person is told, and nobody else
 */
export async function receivePress(
  app: Context & { slackActions: SlackActions },
  { organizationId }: Installation,
  { user, container, response_url, actions }: BlockActions,
): Promise<PressReply> {
  const responseUrl = response_url ?? null
  const replies: string[] = []
  for (const { action_id: actionId, value, action_ts } of actions) {
    const receipt = `press:${user.id}:${action_ts ?? ''}:${container?.message_ts ?? ''}:${actionId}`
    if (!(await app.db.write((tx) => addReceipt(tx, organizationId, receipt, app.clock.now())))) continue
    const caller = await findSlackCaller(app.db.read, organizationId, user.id)
    const press = {
      actionId,
      value: value ?? '',
      slackUserId: user.id,
      channel: container?.channel_id ?? null,
      messageTs: container?.message_ts ?? null,
      responseUrl,
    }
    const reply = caller === null ? STRANGER : await replyTo(app, () => app.slackActions.press({ ...press, caller }))
    if (reply !== null) replies.push(reply)
  }
  return replies.length === 0 || responseUrl === null ? null : { reply: replies.join('\n'), responseUrl }
}

/** A refusal is an answer as well; what is our own mistake is logged and said to be one. */
async function replyTo({ log }: Context, press: () => Promise<{ reply: string | null }>): Promise<string | null> {
  try {
    return (await press()).reply
  } catch (error) {
    if (error instanceof DomainError) return error.message
    log.error({ err: error }, 'a press of a button in Slack failed')
    return 'Something went wrong in Hoist, and nothing was changed. The reason is in its log.'
  }
}
