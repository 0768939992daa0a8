import type { WebClient } from '@slack/web-api'
import { ATTEMPT_MS, clip } from './channel.ts'
import { codeOf, createSlackClient, explain, tokenRefused, waitOf } from './slack-client.ts'
import { boundedFetch } from './slack-http.ts'

/** What Slack answered to a question. `refused`: the token is not good for it, so asking again makes no sense. */
export type Asked<T> =
  | { ok: true; value: T }
  | { ok: false; error: string; code: string | null; refused: boolean; retryAfterMs: number }

/** The workspace and the app that a bot token belongs to. */
export type SlackIdentity = {
  teamId: string
  team: string
  botUserId: string | null
  botId: string | null
  /** Null where the token may not look it up (users:read). */
  appId: string | null
}

/** A conversation that the app is in. */
export type SlackConversation = { id: string; kind: 'direct' | 'channel'; name: string | null; shared: boolean }

export type SlackPerson = { name: string | null; email: string | null }

export type Page<T> = { items: T[]; nextCursor: string | null }

/** What Hoist asks Slack besides sending: never throws, never retries, each question is over within an attempt. */
export type SlackApi = {
  identity(botToken: string): Promise<Asked<SlackIdentity>>
  conversations(botToken: string, cursor: string | null): Promise<Asked<Page<SlackConversation>>>
  /** A page of a conversation, newest first, of what came after `oldest`; with `thread` the replies to that message. */
  history(
    botToken: string,
    question: { channel: string; oldest: string; cursor: string | null; thread?: string },
  ): Promise<Asked<Page<unknown>>>
  person(botToken: string, user: string): Promise<Asked<SlackPerson>>
  /** Address of a new Socket Mode connection, good for one use. */
  openSocket(appToken: string): Promise<Asked<string>>
  /** Tells whoever pressed a button something that nobody else sees. */
  respond(responseUrl: string, text: string): Promise<Asked<null>>
}

/** As many as Slack recommends to ask for at once. */
const PAGE = 200
const RESPONSE_HOSTS = new Set(['hooks.slack.com', 'hooks.slack-gov.com'])

/** @param apiUrl another address of the API (SLACK_API_URL). */
export function createSlackApi(apiUrl: string | null, attemptMs = ATTEMPT_MS): SlackApi {
  const client = createSlackClient(apiUrl, attemptMs)

  async function ask<T>(token: string, question: (slack: WebClient) => Promise<T>): Promise<Asked<T>> {
    try {
      return { ok: true, value: await question(client(token)) }
    } catch (error) {
      const words = clip(explain(error), 500)
      return {
        ok: false,
        error: words,
        code: codeOf(error) ?? null,
        refused: tokenRefused(error),
        retryAfterMs: waitOf(error),
      }
    }
  }

  return {
    identity: (token) =>
      ask(token, async (slack) => {
        const {
          team_id: teamId = '',
          team = '',
          user_id: botUserId = null,
          bot_id: botId = null,
        } = await slack.auth.test()
        return { teamId, team, botUserId, botId, appId: botId === null ? null : await appOf(slack, botId) }
      }),

    conversations: (token, cursor) =>
      ask(token, async (slack) => {
        const { channels = [], response_metadata } = await slack.users.conversations({
          types: 'public_channel,private_channel,mpim,im',
          exclude_archived: true,
          limit: PAGE,
          ...(cursor !== null && { cursor }),
        })
        const items = channels.flatMap(({ id, name, is_im, is_ext_shared }): SlackConversation[] =>
          id === undefined
            ? []
            : [
                {
                  id,
                  kind: is_im ? 'direct' : 'channel',
                  name: is_im ? null : (name ?? null),
                  shared: is_ext_shared ?? false,
                },
              ],
        )
        return { items, nextCursor: response_metadata?.next_cursor || null }
      }),

    history: (token, { channel, oldest, cursor, thread }) =>
      ask(token, async (slack) => {
        const question = { channel, oldest, limit: PAGE, ...(cursor !== null && { cursor }) }
        const { messages = [], response_metadata } =
          thread === undefined
            ? await slack.conversations.history(question)
            : await slack.conversations.replies({ ...question, ts: thread })
        return { items: messages, nextCursor: response_metadata?.next_cursor || null }
      }),

    person: (token, user) =>
      ask(token, async (slack) => {
        const { user: found } = await slack.users.info({ user })
        const name = found?.profile?.real_name || found?.real_name || found?.profile?.display_name || found?.name
        return { name: name ?? null, email: found?.profile?.email?.toLowerCase() ?? null }
      }),

    openSocket: (token) =>
      ask(token, async (slack) => {
        const { url } = await slack.apps.connections.open({})
        if (url === undefined) throw new Error('the answer names no address')
        return url
      }),

    async respond(responseUrl, text) {
      return ask('', async () => {
        const { hostname, protocol, origin } = new URL(responseUrl)
        const ours = apiUrl !== null && origin === new URL(apiUrl).origin
        if (!ours && !(protocol === 'https:' && RESPONSE_HOSTS.has(hostname)))
          throw new Error('the address for the answer is not one of Slack’s')
        const response = await boundedFetch(AbortSignal.timeout(attemptMs))(responseUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
        })
        if (!response.ok) throw new Error(`HTTP ${response.status}`)
        return null
      })
    },
  }
}

/** The app behind a bot; null where the token may not ask. */
async function appOf(slack: WebClient, bot: string): Promise<string | null> {
  try {
    return (await slack.bots.info({ bot })).bot?.app_id ?? null
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return null
  }
}
