import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ReadSlackHistory, readSlackHistory } from '../../server/slack/history.ts'
import { HOUR, MINUTE } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type ConnectedApp, connectedApp } from '../support/outbox.ts'
import { messageEvent, signed, SIGNING_SECRET, tsOf } from '../support/slack-signed.ts'

describe.each(engines.map((engine) => engine.name))('the history of Slack on %s', (engine) => {
  let test: ConnectedApp
  const waits: number[] = []
  const read = (options: ReadSlackHistory = {}) => {
    const pause = async (ms: number) => void waits.push(ms)
    return readSlackHistory(test.app, test.organizationId, { pause, ...options })
  }
  const texts = async () => {
    const { message } = test.app.db.read.t
    const rows = await test.app.db.read.select().from(message).orderBy(message.at, message.externalId)
    return rows.map((row) => row.text)
  }
  const ago = (ms: number, counter?: number) => tsOf(test.clock.now() - ms, counter)
  const rooms = () => test.slack.workspace.rooms

  beforeAll(async () => {
    test = await connectedApp({ engine })
    await test.trpc('admin').channels.saveSlack.mutate({ signingSecret: SIGNING_SECRET })
    await test.rest('admin', 'POST', '/api/customers', { externalId: 'acme', name: 'Acme' })
    const contact = { externalId: 'P-1', customer: 'ext:acme', name: 'Paula', slackUserId: 'U0PAULA' }
    await test.rest('admin', 'POST', '/api/contacts', contact)
  })
  beforeEach(() => {
    test.slack.calls.length = 0
    waits.length = 0
  })
  afterAll(() => test.close())

  it('is read four hours back at first, page by page, threads included', async () => {
    test.slack.workspace.pageSize = 2
    const parent = ago(3 * HOUR)
    rooms().set('C0001', {
      kind: 'channel',
      name: 'acme',
      messages: [
        { ts: ago(5 * HOUR), user: 'U0PAULA', text: 'too old' },
        { ts: parent, thread_ts: parent, latest_reply: ago(HOUR), user: 'U0PAULA', text: 'one' },
        { ts: ago(2 * HOUR), user: 'U0PAULA', text: 'two' },
        { ts: ago(HOUR), thread_ts: parent, user: 'U0PAULA', text: 'three, in the thread' },
        { ts: ago(30 * MINUTE), user: 'U0PAULA', subtype: 'channel_topic', text: 'topic' },
        { ts: ago(20 * MINUTE), user: 'U0PAULA', text: 'four' },
      ],
    })
    rooms().set('D0PAULA', { kind: 'im', messages: [{ ts: ago(10 * MINUTE), user: 'U0PAULA', text: 'five' }] })
    expect(await read()).toEqual({ read: 2, left: 0, stored: 5, errors: [] })
    expect(await texts()).toEqual(['one', 'two', 'three, in the thread', 'four', 'five'])
    expect(test.slack.calls.filter((call) => call === 'conversations.history')).toHaveLength(3)
  })

  it('is read on from where it was read to, and what is known is not stored again', async () => {
    test.clock.advance(HOUR)
    rooms()
      .get('C0001')
      ?.messages.push({ ts: ago(MINUTE), user: 'U0PAULA', text: 'six' })
    expect(await read()).toMatchObject({ read: 2, stored: 1, errors: [] })
    expect(await read()).toMatchObject({ read: 2, stored: 0 })
    expect((await texts()).at(-1)).toBe('six')
  })

  it('has no second copy of what came as an event, and finds an edit that was missed', async () => {
    test.clock.advance(HOUR)
    const ts = ago(MINUTE, 7)
    const event = messageEvent({ ts, user: 'U0PAULA', channel: 'C0001', text: 'seven' })
    await test.send('/api/slack/events', signed(JSON.stringify(event), test.clock.now()))
    rooms().get('C0001')?.messages.push({ ts, user: 'U0PAULA', text: 'seven' })
    expect(await read()).toMatchObject({ stored: 0 })
    const edited = { user: 'U0PAULA', ts: ago(30_000) }
    rooms().get('C0001')?.messages.splice(-1, 1, { ts, user: 'U0PAULA', text: 'seven, we leave', edited })
    expect(await read()).toMatchObject({ stored: 1 })
    expect(await read()).toMatchObject({ stored: 0 })
    expect((await texts()).slice(-2)).toEqual(['seven', 'seven, we leave'])
  })

  it('obeys Retry-After, and leaves the rest to the next run where the wait is long', async () => {
    test.clock.advance(HOUR)
    test.slack.limits = [
      { method: 'users.conversations', retryAfter: '3' },
      { method: 'conversations.history', retryAfter: '30' },
      { method: 'conversations.history', retryAfter: '7' },
    ]
    expect(await read()).toMatchObject({ read: 2, left: 0, errors: [] })
    expect(waits).toEqual([3_000, 30_000, 7_000])
    test.slack.limits = [{ method: 'conversations.history', retryAfter: '600' }]
    expect(await read()).toMatchObject({ read: 0, left: 2, errors: [expect.stringMatching(/wait 600 s/)] })
    rooms()
      .get('D0PAULA')
      ?.messages.push({ ts: ago(30_000), user: 'U0PAULA', text: 'eight' })
    expect(await read()).toMatchObject({ read: 2, left: 0, stored: 1 })
  })

  it('begins with what was read longest ago, and ends in time', async () => {
    test.clock.advance(HOUR)
    expect(await read({ until: test.clock.now() })).toMatchObject({ read: 0, left: 2 })
    expect(await read({ signal: AbortSignal.abort() })).toMatchObject({ read: 0, left: 2 })
  })

  it('of a conversation that is closed to Hoist does not keep the others', async () => {
    rooms().delete('C0001')
    test.slack.workspace.rooms.set('C0002', { kind: 'channel', name: 'other', messages: [] })
    const result = await read()
    expect(result).toMatchObject({ read: 2, left: 0 })
    expect(result.errors).toEqual([expect.stringMatching(/^acme: .*channel_not_found/)])
  })

  it('is nothing without a connection, or where Slack cannot be reached', async () => {
    expect(await readSlackHistory(test.app, 'no such organization')).toEqual({
      read: 0,
      left: 0,
      stored: 0,
      errors: [],
    })
  })
})
