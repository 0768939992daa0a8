import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSlackApi } from '../../server/notifications/channels/slack-api.ts'
import type { SlackEnvelope } from '../../server/notifications/channels/slack-link.ts'
import {
  keepSlackSocket,
  type SlackSocket,
  type SocketOptions,
} from '../../server/notifications/channels/slack-socket.ts'
import { createLog } from '../../server/log.ts'
import { testClock } from '../support/clock.ts'
import { APP_TOKEN, type FakeSlack, fakeSlack } from '../support/slack.ts'

let slack: FakeSlack
let socket: SlackSocket
let taken: SlackEnvelope[]
let waits: number[]
let take: (envelope: SlackEnvelope) => Promise<void>
/** Lets the client's pauses end; without it they last until it is stopped. */
let goOn: boolean

beforeEach(async () => {
  slack = await fakeSlack()
  taken = []
  waits = []
  take = async () => {}
  goOn = true
})
afterEach(async () => {
  await socket.stop()
  slack.expectNothingUnexpected()
  await slack.close()
})

function keep(more: Partial<SocketOptions> = {}): void {
  socket = keepSlackSocket({
    api: createSlackApi(slack.url),
    appToken: APP_TOKEN,
    clock: testClock(),
    log: createLog('silent'),
    take: async (envelope) => {
      taken.push(envelope)
      await take(envelope)
    },
    onState: () => {},
    pause: (ms, signal) => {
      waits.push(ms)
      if (goOn) return Promise.resolve()
      const { promise, reject } = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => reject(signal.reason))
      return promise
    },
    ...more,
  })
}

const hello = { type: 'hello', num_connections: 1, debug_info: {}, connection_info: { app_id: 'A0001' } }
const opened = (count: number) => slack.until(() => slack.connections.length >= count)
const at = (index: number) => slack.connections[index]!
const envelope = (id: string) => ({
  type: 'events_api',
  envelope_id: id,
  payload: { type: 'event_callback', event_id: id },
  accepts_response_payload: false,
  retry_attempt: 0,
})

describe('Socket Mode', () => {
  it('connects, and acknowledges an envelope when it is dealt with', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    take = ({ payload }) => ((payload as { event_id: string }).event_id === 'e1' ? promise : Promise.resolve())
    keep()
    await opened(1)
    at(0).say(hello)
    at(0).say(envelope('e1'))
    at(0).say(envelope('e2'))
    await slack.until(() => at(0).acknowledged.length === 1)
    expect(at(0).acknowledged).toEqual(['e2'])
    resolve()
    await slack.until(() => at(0).acknowledged.length === 2)
    expect(taken.map(({ type }) => type)).toEqual(['events_api', 'events_api'])
    expect(socket.state()).toEqual({ state: 'connected', words: null })
    expect(waits).toEqual([])
  })

  it('leaves what it could not deal with unacknowledged, so that Slack sends it again', async () => {
    take = async ({ payload }) => {
      if ((payload as { event_id: string }).event_id === 'bad') throw new Error('the disk is full')
    }
    keep()
    await opened(1)
    at(0).say(hello)
    at(0).say(envelope('bad'))
    at(0).say(envelope('good'))
    await slack.until(() => at(0).acknowledged.length > 0)
    expect(at(0).acknowledged).toEqual(['good'])
  })

  it.each(['warning', 'refresh_requested'])('connects anew before it gives up the old one (%s)', async (reason) => {
    keep()
    await opened(1)
    at(0).say(hello)
    at(0).say({ type: 'disconnect', reason, debug_info: {} })
    await opened(2)
    expect(at(0).closed).toBe(false)
    at(0).say(envelope('still on the old one'))
    await slack.until(() => at(0).acknowledged.length === 1)
    at(1).say(hello)
    await slack.until(() => at(0).closed)
    at(1).say(envelope('on the new one'))
    await slack.until(() => at(1).acknowledged.length === 1)
    expect(waits).toEqual([])
  })

  it('comes back after the line was cut, with growing pauses', async () => {
    keep()
    for (const index of [0, 1, 2]) {
      await opened(index + 1)
      at(index).say(hello)
      if (index === 1) at(index).close()
      else at(index).cut()
    }
    await opened(4)
    at(3).say(hello)
    at(3).say(envelope('e'))
    await slack.until(() => at(3).acknowledged.length === 1)
    expect(waits).toHaveLength(3)
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(500 * 2 ** index)
      expect(wait).toBeLessThanOrEqual(1_000 * 2 ** index)
    }
    expect(socket.state().state).toBe('connected')
  })

  it('obeys Retry-After when it asks for an address', async () => {
    slack.limits = [{ method: 'apps.connections.open', retryAfter: '40' }]
    keep()
    await opened(1)
    expect(waits).toEqual([40_000])
  })

  it('takes a silent line for dead, and a ping for a sign of life', async () => {
    keep({ silenceMs: 150 })
    await opened(1)
    at(0).say(hello)
    const beat = setInterval(() => at(0).ping(), 20)
    at(0).say(envelope('e'))
    await slack.until(() => at(0).acknowledged.length === 1)
    const { promise, resolve } = Promise.withResolvers<void>()
    let beats = 0
    const count = setInterval(() => {
      beats += 1
      if (beats === 20) resolve()
    }, 20)
    await promise
    clearInterval(count)
    expect(slack.connections).toHaveLength(1)
    clearInterval(beat)
    await opened(2)
  })

  it('says what needs a person: a token that is refused, Socket Mode switched off', async () => {
    goOn = false
    keep({ appToken: 'xapp-wrong' })
    await slack.until(() => slack.calls.length > 0)
    while (waits.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(socket.state()).toEqual({ state: 'refused', words: expect.stringMatching(/not valid/) })
    await socket.stop()
    keep()
    await opened(1)
    at(0).say(hello)
    at(0).say({ type: 'disconnect', reason: 'link_disabled' })
    while (waits.length < 2) await new Promise((resolve) => setImmediate(resolve))
    expect(socket.state()).toEqual({ state: 'refused', words: expect.stringMatching(/switched off/) })
    expect(waits).toEqual([300_000, 300_000])
  })

  it('ends when it is stopped, after what is under way', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    take = () => promise
    keep()
    await opened(1)
    at(0).say(hello)
    at(0).say(envelope('e'))
    while (taken.length === 0) await new Promise((one) => setImmediate(one))
    const stopped = socket.stop()
    resolve()
    await stopped
    await slack.until(() => at(0).closed)
    expect(at(0).acknowledged).toEqual(['e'])
    expect(slack.connections).toHaveLength(1)
  })
})
