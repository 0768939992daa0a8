import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR, MINUTE, toIso } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { type ConnectedApp, connectedApp } from '../support/outbox.ts'
import { messageEvent, signed, SIGNING_SECRET, tsOf } from '../support/slack-signed.ts'
import { TOKEN } from '../support/slack.ts'

const EVENTS = '/api/slack/events'

describe.each(engines.map((engine) => engine.name))('Slack’s events on %s', (engine) => {
  let test: ConnectedApp
  let customerId: string
  let count = 0
  const ts = () => {
    count += 1
    return tsOf(test.clock.now(), count)
  }
  const post = (body: object, init?: RequestInit) =>
    test.send(EVENTS, init ?? signed(JSON.stringify(body), test.clock.now()))
  const say = async (event: object, wrapper: object = {}) => {
    const answer = await post(messageEvent({ ts: ts(), user: 'U0PAULA', channel: 'C0001', ...event }, wrapper))
    expect(answer).toMatchObject({ status: 200, body: { ok: true } })
    await test.drain()
  }
  const messages = async () => {
    const { message } = test.app.db.read.t
    return test.app.db.read.select().from(message).orderBy(message.externalId)
  }
  const written = async () =>
    (await messages()).map(({ direction, text, customerId: whose }) => ({ direction, text, whose }))

  beforeAll(async () => {
    test = await connectedApp({ engine })
    await test.trpc('admin').channels.saveSlack.mutate({ signingSecret: SIGNING_SECRET })
    customerId = (await test.rest('admin', 'POST', '/api/customers', { externalId: 'acme', name: 'Acme' })).body.id
    const contact = { externalId: 'P-1', customer: 'ext:acme', name: 'Paula', slackUserId: 'U0PAULA' }
    await test.rest('admin', 'POST', '/api/contacts', contact)
  })
  afterAll(() => test.close())

  it('answer the challenge, signed only', async () => {
    const challenge = JSON.stringify({ type: 'url_verification', token: 'x', challenge: '3eZbrw1aB' })
    expect(await test.send(EVENTS, signed(challenge, test.clock.now()))).toMatchObject({
      status: 200,
      body: { challenge: '3eZbrw1aB' },
    })
    expect((await test.send(EVENTS, { method: 'POST', body: challenge })).status).toBe(401)
  })

  it('are refused with another secret, a changed body, and after five minutes', async () => {
    const body = JSON.stringify(messageEvent({ ts: ts(), user: 'U0PAULA', channel: 'C0001', text: 'forged' }))
    const now = test.clock.now()
    for (const init of [
      signed(body, now, 'another secret'),
      { ...signed(body, now), body: body.replace('forged', 'Forged') },
      signed(body, now - 5 * MINUTE - 1_000),
      signed(body, now + 5 * MINUTE + 1_000),
    ])
      expect((await test.send(EVENTS, init)).status).toBe(401)
    expect(await messages()).toEqual([])
  })

  it('are refused unread where they are too long or no JSON', async () => {
    const long = signed('x'.repeat(600_000), test.clock.now())
    expect((await test.send(EVENTS, long)).status).toBe(413)
    expect((await test.send(EVENTS, signed('{', test.clock.now()))).status).toBe(400)
    expect((await test.send(EVENTS, signed('null', test.clock.now()))).status).toBe(200)
  })

  it('bring a contact’s message to the customer, under Slack’s own id', async () => {
    const at = ts()
    await say({ ts: at, text: 'We are &lt;leaving&gt; you' })
    expect(await messages()).toMatchObject([
      {
        externalId: `slack:T0001:C0001:${at}`,
        channel: 'C0001',
        direction: 'inbound',
        text: 'We are <leaving> you',
        customerId,
        senderContact: 'U0PAULA',
        at: test.clock.now(),
      },
    ])
    expect((await test.rest('admin', 'GET', '/api/customers/ext:acme')).body.lastInboundAt).toBe(
      toIso(test.clock.now()),
    )
  })

  it('that come again change nothing, by id of the event and of the message', async () => {
    const before = await messages()
    const body = messageEvent({ ts: ts(), user: 'U0PAULA', channel: 'C0001', text: 'once' })
    const init = signed(JSON.stringify(body), test.clock.now())
    await test.send(EVENTS, init)
    for (const more of [
      init,
      { ...init, headers: { ...init.headers, 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } },
    ])
      expect((await test.send(EVENTS, more)).status).toBe(200)
    // The same message under another event id, as the history or another server would bring it.
    await post({ ...body, event_id: 'EvAnother' })
    // The same event id with other words: it was dealt with.
    await post({ ...body, event: { ...(body['event'] as object), ts: ts(), text: 'twice' } })
    expect(await messages()).toHaveLength(before.length + 1)
  })

  it('keep an edit as a version of its own, with the time of the edit', async () => {
    const first = ts()
    await say({ ts: first, text: 'All fine' })
    test.clock.advance(2 * MINUTE)
    const edited = { user: 'U0PAULA', ts: ts() }
    const change = {
      subtype: 'message_changed',
      message: { type: 'message', user: 'U0PAULA', ts: first, text: 'We cancel', edited },
      previous_message: { text: 'All fine', ts: first },
    }
    await say(change)
    await say(change)
    const versions = (await messages()).filter((one) => one.externalId.startsWith(`slack:T0001:C0001:${first}`))
    expect(versions.map((one) => one.text)).toEqual(['All fine', 'We cancel'])
    expect(versions[1]).toMatchObject({ externalId: `slack:T0001:C0001:${first}:${edited.ts}`, customerId })
  })

  it('know our side: members in a customer’s channel, and Hoist itself', async () => {
    const before = (await messages()).length
    await say({ user: 'U-admin', text: 'not an id of Slack' })
    await test.trpc('admin').members.update.mutate({ userId: test.people.member.userId, slackUserId: 'U000MIA01' })
    await say({ user: 'U000MIA01', text: 'among ourselves', channel: 'C0002' })
    await say({ user: 'U000MIA01', text: 'to Hoist', channel: 'D0MIA', channel_type: 'im' })
    await say({ user: 'UBOT00', bot_id: 'BBOT00', text: 'an alert', channel: 'D0MIA', channel_type: 'im' })
    await say({ user: 'U0CI', bot_id: 'B0CI', text: 'build failed' })
    expect(await messages()).toHaveLength(before)
    await test.trpc('admin').slack.setCustomer.mutate({ id: 'C0001', customerId })
    await say({ user: 'U000MIA01', text: 'We will fix it' })
    await say({ user: 'U0NEW', text: 'When?' })
    expect((await written()).slice(before)).toEqual([
      { direction: 'outbound', text: 'We will fix it', whose: customerId },
      { direction: 'inbound', text: 'When?', whose: customerId },
    ])
  })

  it('know a colleague in a channel shared with another company', async () => {
    const before = (await messages()).length
    const shared = { is_ext_shared_channel: true, team_id: 'T0THEM' }
    await say({ user: 'U0CARL', user_team: 'T0001', text: 'I am a colleague' }, shared)
    await say({ user: 'U0THEM', user_team: 'T0THEM', text: 'And I am theirs' }, shared)
    expect((await written()).slice(before).map(({ direction }) => direction)).toEqual(['outbound', 'inbound'])
  })

  it('remember whose direct conversation it is, so that what Hoist says there is an answer', async () => {
    const before = (await messages()).length
    await say({ channel: 'D0PAULA', channel_type: 'im', text: 'Hi' })
    await say({ channel: 'D0PAULA', channel_type: 'im', user: 'UBOT00', bot_id: 'BBOT00', text: 'Hello' })
    expect((await written()).slice(before)).toEqual(
      [
        { direction: 'outbound', text: 'Hello', whose: customerId },
        { direction: 'inbound', text: 'Hi', whose: customerId },
      ].toSorted((a, b) => (a.text === 'Hi' ? -1 : b.text === 'Hi' ? 1 : 0)),
    )
  })

  it('of a stranger wait to be mapped, and a late one is history', async () => {
    await say({ user: 'U0WHO', channel: 'C0009', text: 'Who am I?' })
    await say({ user: 'U0WHO', channel: 'C0009', text: 'Long ago', ts: tsOf(test.clock.now() - 3 * HOUR) })
    const senders = await test.trpc('admin').alerts.unmapped.query()
    expect(senders).toContainEqual(expect.objectContaining({ contact: 'U0WHO', customer: null, messages: 2 }))
  })

  it('reach only the organization whose app and workspace they name', async () => {
    const before = (await messages()).length
    await say({ text: 'another app' }, { api_app_id: 'A0002' })
    await say({ text: 'another workspace' }, { team_id: 'T0002', authorizations: [] })
    expect(await messages()).toHaveLength(before)
    const theirs = test.trpc('outsider').channels
    await expect(theirs.saveSlack.mutate({ botToken: TOKEN, signingSecret: 'theirs' })).rejects.toThrow(
      /Another organization/,
    )
  })
})
