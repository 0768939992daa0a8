import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSlackChannel } from '../../server/notifications/channels/slack.ts'
import type { Message } from '../../server/notifications/channels/channel.ts'
import { type FakeSlack, fakeSlack, type SlackMood, TOKEN } from '../support/slack.ts'

let slack: FakeSlack
beforeAll(async () => {
  slack = await fakeSlack()
})
afterEach(() => {
  slack.expectNothingUnexpected()
  Object.assign(slack, { posts: [], calls: [], moods: [], users: null, openAllowed: true, historyAllowed: true })
})
afterAll(() => slack.close())

const settings = { botToken: TOKEN }
const message = (more: Partial<Message> = {}): Message => ({
  key: 'n1.slack',
  to: 'U1',
  title: 'Acme was escalated to you',
  body: 'health_score fell below 30',
  link: 'https://hoist.example/workflows/w1',
  uncertain: false,
  ...more,
})

describe('Slack messages', () => {
  it('go to the person, in plain text blocks, with a link and the key', async () => {
    const channel = createSlackChannel(slack.url)
    const sent = await channel.send(
      settings,
      message({ title: '<!channel> Acme & Söhne', body: '*bold* <http://evil|x>' }),
    )
    expect(sent).toMatchObject({ ok: true, mayBeRepeat: false, ref: { channel: 'DU1' } })
    expect(slack.posts).toMatchObject([
      {
        user: 'U1',
        text: '&lt;!channel&gt; Acme &amp; Söhne',
        title: '<!channel> Acme & Söhne',
        body: '*bold* <http://evil|x>',
        link: '<https://hoist.example/workflows/w1|Open in Hoist>',
        key: 'n1.slack',
      },
    ])
  })

  it('are cut to what Slack takes, never inside a character', async () => {
    await createSlackChannel(slack.url).send(settings, message({ title: '😀'.repeat(200), body: 'x'.repeat(5_000) }))
    expect(slack.posts[0]!.title.length).toBeLessThanOrEqual(150)
    expect(slack.posts[0]!.title.isWellFormed()).toBe(true)
    expect(slack.posts[0]!.body.length).toBeLessThanOrEqual(3_000)
  })

  it('reach a person whose conversation may not be opened', async () => {
    slack.openAllowed = false
    const sent = await createSlackChannel(slack.url).send(settings, message())
    expect(sent).toMatchObject({ ok: true, ref: { channel: 'U1' } })
    expect(slack.posts).toMatchObject([{ user: 'U1' }])
  })

  it('ask for the conversation once per person', async () => {
    const channel = createSlackChannel(slack.url)
    await channel.send(settings, message())
    await channel.send(settings, message({ key: 'n2.slack' }))
    expect(slack.calls).toEqual(['conversations.open', 'chat.postMessage', 'chat.postMessage'])
  })
})

describe('when Slack does not take a message', () => {
  it.each<[string, SlackMood, object]>([
    ['HTTP 500', { answer: 'status', status: 500 }, { mayHaveArrived: false, error: 'Slack answered with HTTP 500' }],
    ['HTTP 503', { answer: 'status', status: 503 }, { mayHaveArrived: false }],
    ['a gateway that gave up', { answer: 'status', status: 504 }, { mayHaveArrived: true }],
    [
      'too many requests',
      { answer: 'rate-limited', retryAfter: '77' },
      { mayHaveArrived: false, retryAfterMs: 77_000 },
    ],
    ['a wait in words', { answer: 'rate-limited', retryAfter: 'soon' }, { mayHaveArrived: false, retryAfterMs: 5_000 }],
    ['an endless wait', { answer: 'rate-limited', retryAfter: '999999999' }, { retryAfterMs: 86_400_000 }],
    [
      'ok: false',
      { answer: 'error', error: 'is_archived' },
      { mayHaveArrived: false, error: 'Slack refused it: is_archived' },
    ],
    ['fatal_error', { answer: 'error', error: 'fatal_error' }, { mayHaveArrived: true }],
    ['something that is not Slack', { answer: 'garbage' }, { mayHaveArrived: false }],
    ['an endless answer', { answer: 'endless' }, { mayHaveArrived: true, error: expect.stringContaining('too long') }],
    ['an answer that is lost', { answer: 'lost' }, { mayHaveArrived: true }],
    [
      'no answer in time',
      { answer: 'hang', accepts: false },
      { mayHaveArrived: true, error: 'Slack could not be reached: no answer in time' },
    ],
    ['a redirect', { answer: 'status', status: 302 }, { mayHaveArrived: false }],
  ])('%s', async (_words, mood, expected) => {
    slack.moods.push(mood)
    const result = await createSlackChannel(slack.url, 400).send(settings, message())
    expect(result).toMatchObject({ ok: false, ...expected })
  })

  it('an unknown person and a bad token are told in words', async () => {
    slack.users = new Set()
    const channel = createSlackChannel(slack.url)
    expect(await channel.send(settings, message())).toMatchObject({
      ok: false,
      error: expect.stringMatching(/nobody in the workspace/),
    })
    expect(await channel.send({ botToken: 'xoxb-wrong' }, message())).toMatchObject({
      ok: false,
      error: expect.stringMatching(/token is not valid/),
    })
  })

  it('nobody there is certain not to have got it', async () => {
    const gone = await fakeSlack()
    await gone.close()
    const result = await createSlackChannel(gone.url).send(settings, message())
    expect(result).toMatchObject({
      ok: false,
      mayHaveArrived: false,
      error: expect.stringMatching(/could not be reached/),
    })
  })
})

describe('a message that may have arrived', () => {
  it('is looked up and not sent twice', async () => {
    const channel = createSlackChannel(slack.url)
    slack.moods.push({ answer: 'lost' })
    expect(await channel.send(settings, message())).toMatchObject({ ok: false, mayHaveArrived: true })
    expect(await channel.send(settings, message({ uncertain: true }))).toMatchObject({ ok: true, mayBeRepeat: false })
    expect(slack.posts).toHaveLength(1)
  })

  it('is sent when it is not found', async () => {
    const sent = await createSlackChannel(slack.url).send(settings, message({ uncertain: true }))
    expect(sent).toMatchObject({ ok: true, mayBeRepeat: false })
    expect(slack.calls).toEqual(['conversations.open', 'conversations.history', 'chat.postMessage'])
  })

  it('is sent again, with the same key and marked, where it cannot be looked up', async () => {
    slack.historyAllowed = false
    const sent = await createSlackChannel(slack.url).send(settings, message({ uncertain: true }))
    expect(sent).toMatchObject({ ok: true, mayBeRepeat: true })
    expect(slack.posts).toMatchObject([{ key: 'n1.slack' }])
  })

  it('stays uncertain while Slack cannot be reached', async () => {
    const gone = await fakeSlack()
    await gone.close()
    const result = await createSlackChannel(gone.url).send(settings, message({ uncertain: true }))
    expect(result).toMatchObject({ ok: false, mayHaveArrived: true })
  })
})

describe('a message with buttons', () => {
  const buttons = [
    { actionId: 'alert.acknowledge', value: 'a1', label: 'Acknowledge', style: 'primary' as const },
    { actionId: 'alert.resolve', value: 'a1', label: 'Resolve' },
  ]

  it('carries them, and is edited in place', async () => {
    const channel = createSlackChannel(slack.url)
    await channel.send(settings, message({ buttons }))
    expect(slack.posts[0]!.buttons).toEqual([
      { actionId: 'alert.acknowledge', value: 'a1', label: 'Acknowledge' },
      { actionId: 'alert.resolve', value: 'a1', label: 'Resolve' },
    ])
    const place = { channel: 'DU1', ts: slack.posts[0]!.ts }
    const edited = { key: 'n1.slack', title: 'Acknowledged by Ada', body: 'Her turn', link: null }
    expect(await channel.edit(settings, place, edited)).toMatchObject({ ok: true, ref: place })
    expect(slack.posts).toMatchObject([{ title: 'Acknowledged by Ada', body: 'Her turn', buttons: [], ts: place.ts }])
  })

  it('that is gone cannot be edited, and the reason is told', async () => {
    const gone = { channel: 'DU1', ts: '1.1' }
    expect(await createSlackChannel(slack.url).edit(settings, gone, message())).toMatchObject({
      ok: false,
      error: expect.stringMatching(/not there any more/),
    })
  })
})

describe('checking a token', () => {
  it('tells the workspace, or what is wrong', async () => {
    const channel = createSlackChannel(slack.url)
    expect(await channel.check(settings)).toEqual({
      ok: true,
      refused: false,
      words: 'Slack answers: connected to Northwind as hoist',
    })
    expect(await channel.check({ botToken: 'xoxb-wrong' })).toMatchObject({ ok: false, refused: true })
  })
})
