import { WebClient } from '@slack/web-api'
import { DAY, SECOND } from '../../../shared/time/instant.ts'
import { boundedFetch, neverSent, reason } from './slack-http.ts'

// The library reports through a logger of its own; what matters reaches the delivery log.
const silent = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {}, getLevel: () => 'error' }

/** A client for one attempt: it never retries, which is its caller's business, and is over after `attemptMs`. */
export type SlackClient = (token: string) => WebClient

/** @param apiUrl another address of the API (SLACK_API_URL). */
export function createSlackClient(apiUrl: string | null, attemptMs: number): SlackClient {
  return (token) =>
    new WebClient(token, {
      ...(apiUrl !== null && { slackApiUrl: apiUrl }),
      logger: silent as never,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      fetch: boundedFetch(AbortSignal.timeout(attemptMs)),
    })
}

/** Slack's own word for what is wrong, where it gave one. */
export function codeOf(error: unknown): string | undefined {
  const data = error instanceof Error && 'data' in error ? (error.data as { error?: unknown }) : undefined
  return typeof data?.error === 'string' ? data.error : undefined
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : undefined
}

/** How long Slack asks to wait, a day at most; 0 where it does not. */
export function waitOf(error: unknown): number {
  const seconds = error instanceof Error && 'retryAfter' in error ? Number(error.retryAfter) : 0
  return Math.min(seconds * SECOND, DAY)
}

/** A gateway that gave up, or Slack's own `fatal_error`, says nothing about whether it was done. */
export function answerLost(error: unknown): boolean {
  const status = statusOf(error)
  if (status !== undefined) return status === 502 || status === 504
  if (codeOf(error) !== undefined) return codeOf(error) === 'fatal_error'
  if (error instanceof Error && 'retryAfter' in error) return false
  return !neverSent(error)
}

/** Does asking again with the same token make no sense? */
export function tokenRefused(error: unknown): boolean {
  return BAD_TOKEN.has(codeOf(error) ?? '')
}

/** Slack's own trouble, or the network's: asking again later may help. */
export function passing(error: unknown): boolean {
  const code = codeOf(error)
  return code === undefined ? statusOf(error) !== 404 : PASSING.has(code)
}

export function explain(error: unknown): string {
  const code = codeOf(error)
  if (code !== undefined) return `Slack refused it: ${WORDS.get(code) ?? code}`
  const status = statusOf(error)
  if (status !== undefined) return `Slack answered with HTTP ${status}`
  if (error instanceof Error && 'retryAfter' in error) return `Slack asks to wait ${String(error.retryAfter)} s`
  return `Slack could not be reached: ${reason(error)}`
}

const PASSING = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited'])
const BAD_TOKEN = new Set(['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'])

const WORDS = new Map([
  ['invalid_auth', 'the token is not valid (invalid_auth)'],
  ['not_authed', 'the token is not valid (not_authed)'],
  ['token_revoked', 'the token was revoked (token_revoked)'],
  ['account_inactive', 'the bot was removed from the workspace (account_inactive)'],
  ['missing_scope', 'the app lacks a permission; compare its scopes with the manifest (missing_scope)'],
  ['not_allowed_token_type', 'this is another kind of token (not_allowed_token_type)'],
  ['user_not_found', 'nobody in the workspace has this Slack user id (user_not_found)'],
  ['users_not_found', 'nobody in the workspace has this Slack user id (users_not_found)'],
  ['channel_not_found', 'there is no such conversation (channel_not_found)'],
  ['not_in_channel', 'the app is not in this channel; invite it there (not_in_channel)'],
  ['message_not_found', 'the message is not there any more (message_not_found)'],
])
