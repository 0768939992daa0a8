import { WebClient } from '@slack/web-api'
import type { AttemptResult } from '../../../shared/notifications/schedule.ts'
import { DAY, SECOND } from '../../../shared/time/instant.ts'
import { ATTEMPT_MS, type Channel, clip } from './channel.ts'
import { boundedFetch, neverSent, reason } from './slack-http.ts'
import { EVENT_TYPE, slackMessage } from './slack-message.ts'

export type SlackSettings = { botToken: string }

/** Pages of history that are searched for a message which may have arrived. */
const PAGES = 3
/** Direct-message channels kept in mind, so that only the first message to a person asks for theirs. */
const REMEMBERED = 10_000

// The library reports through a logger of its own; what matters reaches the delivery log.
const silent = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {}, getLevel: () => 'error' }

/**
 * Direct messages through Slack's Web API. Retrying is the outbox's business, so the client never does.
 * @param apiUrl another address of the API (SLACK_API_URL).
 */
export function createSlackChannel(apiUrl: string | null, attemptMs = ATTEMPT_MS): Channel<SlackSettings> {
  const conversations = new Map<string, string>()

  function client({ botToken }: SlackSettings): WebClient {
    return new WebClient(botToken, {
      ...(apiUrl !== null && { slackApiUrl: apiUrl }),
      logger: silent as never,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      fetch: boundedFetch(AbortSignal.timeout(attemptMs)),
    })
  }

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
      const slack = client(settings)
      let channel: string
      let mayBeRepeat = false
      try {
        channel = await conversation(slack, settings, message.to)
        if (message.uncertain) {
          const found = await lookUp(slack, channel, message.key)
          if (found !== undefined && found !== 'not allowed') return sent(channel, found, false)
          mayBeRepeat = found === 'not allowed'
        }
      } catch (error) {
        return refused(error, message.uncertain)
      }
      try {
        const posted = await slack.chat.postMessage({ channel, ...slackMessage(message) })
        return sent(channel, posted.ts ?? '', mayBeRepeat)
      } catch (error) {
        if (codeOf(error) === 'channel_not_found') conversations.delete(`${settings.botToken} ${message.to}`)
        return refused(error, mayBeRepeat || answerLost(error))
      }
    },

    async check(settings) {
      try {
        const { team, user } = await client(settings).auth.test()
        const words = `Slack answers: connected to ${team ?? 'a workspace'} as ${user ?? 'a bot'}`
        return { ok: true, words, refused: false }
      } catch (error) {
        return { ok: false, words: explain(error), refused: BAD_TOKEN.has(codeOf(error) ?? '') }
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
      const code = codeOf(error)
      if (statusOf(error) === 404 || (code !== undefined && !PASSING.has(code))) return 'not allowed'
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
  const seconds = error instanceof Error && 'retryAfter' in error ? Number(error.retryAfter) : 0
  return { ok: false, error: clip(explain(error), 500), mayHaveArrived, retryAfterMs: Math.min(seconds * SECOND, DAY) }
}

/** Slack's own word for what is wrong, where it gave one. */
function codeOf(error: unknown): string | undefined {
  const data = error instanceof Error && 'data' in error ? (error.data as { error?: unknown }) : undefined
  return typeof data?.error === 'string' ? data.error : undefined
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : undefined
}

/** A gateway that gave up, or Slack's own `fatal_error`, says nothing about whether the message was posted. */
function answerLost(error: unknown): boolean {
  const status = statusOf(error)
  if (status !== undefined) return status === 502 || status === 504
  if (codeOf(error) !== undefined) return codeOf(error) === 'fatal_error'
  if (error instanceof Error && 'retryAfter' in error) return false
  return !neverSent(error)
}

function explain(error: unknown): string {
  const code = codeOf(error)
  if (code !== undefined) return `Slack refused it: ${WORDS.get(code) ?? code}`
  const status = statusOf(error)
  if (status !== undefined) return `Slack answered with HTTP ${status}`
  if (error instanceof Error && 'retryAfter' in error) return `Slack asks to wait ${String(error.retryAfter)} s`
  return `Slack could not be reached: ${reason(error)}`
}

/** What Slack says of its own troubles; asking again later helps. */
const PASSING = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited'])
const BAD_TOKEN = new Set(['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'])

const WORDS = new Map([
  ['invalid_auth', 'the bot token is not valid (invalid_auth)'],
  ['not_authed', 'the bot token is not valid (not_authed)'],
  ['token_revoked', 'the bot token was revoked (token_revoked)'],
  ['account_inactive', 'the bot was removed from the workspace (account_inactive)'],
  ['missing_scope', 'the app lacks a permission; it needs chat:write, im:write and im:history (missing_scope)'],
  ['user_not_found', 'nobody in the workspace has this Slack user id (user_not_found)'],
  ['users_not_found', 'nobody in the workspace has this Slack user id (users_not_found)'],
  ['channel_not_found', 'there is no such conversation (channel_not_found)'],
])
