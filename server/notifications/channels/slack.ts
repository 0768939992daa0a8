import type { WebClient } from '@slack/web-api'
import type { AttemptResult } from '../../../shared/notifications/schedule.ts'
import { ATTEMPT_MS, type Channel, clip, type Message } from './channel.ts'
import { answerLost, codeOf, createSlackClient, explain, passing, tokenRefused, waitOf } from './slack-client.ts'
import { EVENT_TYPE, slackMessage } from './slack-message.ts'

export type SlackSettings = { botToken: string }

/** Where a message stands: what `send` gave back as `ref`. */
export type SlackPlace = { channel: string; ts: string }

export type SlackChannel = Channel<SlackSettings> & {
  /**
   * Rewrites a message that was sent, buttons and all, where it stands. Doing it twice changes nothing, so an answer
   * that was lost is simply tried again. Never throws.
   */
  edit(settings: SlackSettings, place: SlackPlace, message: Omit<Message, 'to' | 'uncertain'>): Promise<AttemptResult>
}

/** Pages of history that are searched for a message which may have arrived. */
const PAGES = 3
/** Direct-message channels kept in mind, so that only the first message to a person asks for theirs. */
const REMEMBERED = 10_000
const NO_PREVIEW = { unfurl_links: false, unfurl_media: false }

/**
 * Direct messages through Slack's Web API. Retrying is the outbox's business, so the client never does.
 * @param apiUrl another address of the API (SLACK_API_URL).
 */
export function createSlackChannel(apiUrl: string | null, attemptMs = ATTEMPT_MS): SlackChannel {
  const conversations = new Map<string, string>()
  const client = createSlackClient(apiUrl, attemptMs)

  async function conversation(slack: WebClient, { botToken }: SlackSettings, user: string): Promise<string> {
    const place = `${botToken} ${user}`
    const known = conversations.get(place)
    if (known !== undefined) return known
    const opened = await open(slack, user)
    if (conversations.size >= REMEMBERED) conversations.clear()
    conversations.set(place, opened)
    return opened
  }

  return {
    async send(settings, message) {
      const slack = client(settings.botToken)
      let channel: string
      let mayBeRepeat = false
      try {
        channel = await conversation(slack, settings, message.to)
        // An answer below a message is in no history that could be looked through.
        if (message.uncertain && message.below !== undefined) mayBeRepeat = true
        else if (message.uncertain) {
          const found = await lookUp(slack, channel, message.key)
          if (found !== undefined && found !== 'not allowed') return sent(channel, found, false)
          mayBeRepeat = found === 'not allowed'
        }
      } catch (error) {
        return refused(error, message.uncertain)
      }
      try {
        const thread = message.below === undefined ? {} : { thread_ts: message.below }
        const posted = await slack.chat.postMessage({ channel, ...thread, ...slackMessage(message), ...NO_PREVIEW })
        return sent(channel, posted.ts ?? '', mayBeRepeat)
      } catch (error) {
        if (codeOf(error) === 'channel_not_found') conversations.delete(`${settings.botToken} ${message.to}`)
        return refused(error, mayBeRepeat || answerLost(error))
      }
    },

    async edit({ botToken }, { channel, ts }, message) {
      try {
        await client(botToken).chat.update({ channel, ts, ...slackMessage(message) })
        return sent(channel, ts, false)
      } catch (error) {
        return refused(error, false)
      }
    },

    async check({ botToken }) {
      try {
        const { team, user } = await client(botToken).auth.test()
        const words = `Slack answers: connected to ${team ?? 'a workspace'} as ${user ?? 'a bot'}`
        return { ok: true, words, refused: false }
      } catch (error) {
        return { ok: false, words: explain(error), refused: tokenRefused(error) }
      }
    },
  }
}

/** The direct-message channel of a person. Without the permission to open it, Slack takes the person's own id just as well. */
async function open(slack: WebClient, user: string): Promise<string> {
  try {
    return (await slack.conversations.open({ users: user })).channel?.id ?? user
  } catch (error) {
    if (codeOf(error) === 'missing_scope') return user
    throw error
  }
}

/** The time stamp of the message with this key; `not allowed` where the token may not read the conversation. */
async function lookUp(slack: WebClient, channel: string, key: string): Promise<string | undefined> {
  let cursor: string | undefined
  for (let page = 0; page < PAGES; page += 1) {
    let answer: Awaited<ReturnType<WebClient['conversations']['history']>>
    try {
      answer = await slack.conversations.history({
        channel,
        include_all_metadata: true,
        limit: 200,
        ...(cursor !== undefined && { cursor }),
      })
    } catch (error) {
      if (!passing(error)) return 'not allowed'
      throw error
    }
    const found = answer.messages?.find(
      ({ metadata }) =>
        metadata?.event_type === EVENT_TYPE && (metadata.event_payload as { key?: unknown } | undefined)?.key === key,
    )
    if (found?.ts !== undefined) return found.ts
    cursor = answer.response_metadata?.next_cursor
    if (!cursor) return undefined
  }
  return undefined
}

function sent(channel: string, ts: string, mayBeRepeat: boolean): AttemptResult {
  return { ok: true, ref: { channel, ts }, mayBeRepeat }
}

function refused(error: unknown, mayHaveArrived: boolean): AttemptResult {
  return { ok: false, error: clip(explain(error), 500), mayHaveArrived, retryAfterMs: waitOf(error) }
}
