import { createHmac } from 'node:crypto'
import type { Instant } from '../../shared/time/instant.ts'

export const SIGNING_SECRET = 'the signing secret of the test app'

/** A request signed as Slack signs it. */
export function signed(body: string, at: Instant, secret = SIGNING_SECRET) {
  const timestamp = String(Math.floor(at / 1_000))
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  const headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` }
  return { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } }
}

/** Slack's time stamp of an instant. */
export function tsOf(at: Instant, counter = 100): string {
  return `${Math.floor(at / 1_000)}.${String(counter).padStart(6, '0')}`
}

let events = 0

/** A message event in its wrapper. Every one has an id of its own unless `event_id` is given. */
export function messageEvent(event: object, wrapper: object = {}): Record<string, unknown> {
  events += 1
  return {
    token: 'verification',
    type: 'event_callback',
    team_id: 'T0001',
    api_app_id: 'A0001',
    event_id: `Ev${events}`,
    event_time: 1,
    authorizations: [{ team_id: 'T0001', user_id: 'UBOT00', is_bot: true }],
    event: { type: 'message', channel_type: 'channel', ...event },
    ...wrapper,
  }
}

/** A press of a button, as the payload of Slack's form. */
export function press(action: { action_id: string; value?: string; action_ts?: string }, more: object = {}) {
  events += 1
  const payload = {
    type: 'block_actions',
    api_app_id: 'A0001',
    team: { id: 'T0001', domain: 'northwind' },
    user: { id: 'U00ADMIN', name: 'ada' },
    container: { type: 'message', message_ts: '1800000000.000100', channel_id: 'DU00ADMIN' },
    actions: [{ type: 'button', block_id: 'b', action_ts: `1800000000.${String(events).padStart(6, '0')}`, ...action }],
    ...more,
  }
  return { payload, form: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() }
}
