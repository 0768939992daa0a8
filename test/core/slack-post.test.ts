import { describe, expect, it } from 'vitest'
import { instantOf, postOfEvent, postOfHistory, type SlackPost, tsBefore, versionOf } from '../../shared/slack/post.ts'
import { sideOf, type Surroundings } from '../../shared/slack/side.ts'
import { plainText } from '../../shared/slack/text.ts'

const event = { type: 'message', channel: 'C0001', ts: '1800000000.000100', user: 'U0001', text: 'Hello' }

describe('Slack’s markup', () => {
  it.each([
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['<@U123> and <@U123|paula>', '@U123 and @paula'],
    ['see <#C1|general> or <#C1>', 'see #general or #C1'],
    ['<!here> <!subteam^S1|@support> <!date^1^{date}|today>', '@here @support today'],
    ['<https://a.example/x|our page> <https://b.example> <mailto:a@b.c|a@b.c>', 'our page https://b.example a@b.c'],
    ['3 < 5 > 2', '3 < 5 > 2'],
  ])('%s', (markup, plain) => expect(plainText(markup)).toBe(plain))

  it('of any length is read once', () => {
    expect(plainText('<'.repeat(100_000))).toHaveLength(100_000)
    expect(plainText('<a|'.repeat(30_000))).toHaveLength(90_000)
  })
})

describe('a message of an event', () => {
  it('has its place, its sender and its words', () => {
    expect(postOfEvent({ ...event, team: 'T9' })).toEqual({
      channel: 'C0001',
      kind: 'channel',
      ts: '1800000000.000100',
      editedTs: null,
      user: 'U0001',
      bot: null,
      team: 'T9',
      text: 'Hello',
    })
    expect(postOfEvent({ ...event, channel: 'D0001', channel_type: 'im' })).toMatchObject({ kind: 'direct' })
    expect(postOfEvent({ ...event, channel: 'G0001', channel_type: 'mpim' })).toMatchObject({ kind: 'channel' })
  })

  it.each([
    ['somebody joined', { ...event, subtype: 'channel_join' }],
    ['a deletion', { ...event, subtype: 'message_deleted', deleted_ts: '1800000000.000100' }],
    ['nothing said', { ...event, text: '' }],
    ['nobody said it', { ...event, user: undefined }],
    ['a time stamp that is none', { ...event, ts: '../../x' }],
    ['a channel that is none', { ...event, channel: 'C1"><script>' }],
    ['another event', { ...event, type: 'reaction_added' }],
    ['no object', 'message'],
    ['null', null],
  ])('is none where %s', (_, sent) => expect(postOfEvent(sent)).toBeNull())

  it('of a file or an app says what a person would see', () => {
    const files = [{ title: 'Termination.pdf', name: 'x.pdf' }]
    expect(postOfEvent({ ...event, subtype: 'file_share', text: '', files })?.text).toBe('[file: Termination.pdf]')
    const attachments = [{ fallback: 'From the form: <https://x|we leave>' }]
    const bot = { ...event, subtype: 'bot_message', user: undefined, bot_id: 'B0001', text: '', attachments }
    expect(postOfEvent(bot)).toMatchObject({ bot: 'B0001', user: null, text: 'From the form: we leave' })
  })

  it('keeps what can be stored', () => {
    expect(postOfEvent({ ...event, text: `a\u0000b${'x'.repeat(50_000)}😀` })?.text.length).toBe(40_000)
    expect(postOfEvent({ ...event, text: 'half \ud800' })?.text.isWellFormed()).toBe(true)
  })

  const edit = (
    text: string,
    before: string,
    edited: object | undefined = { user: 'U0001', ts: '1800000060.000000' },
  ) => ({
    ...event,
    subtype: 'message_changed',
    message: { type: 'message', user: 'U0001', text, ts: event.ts, edited },
    previous_message: { text: before, ts: event.ts },
  })

  it('that was edited is news where its words changed', () => {
    expect(postOfEvent(edit('We leave', 'We stay'))).toMatchObject({
      ts: event.ts,
      editedTs: '1800000060.000000',
      text: 'We leave',
    })
    expect(postOfEvent(edit('We stay', 'We stay'))).toBeNull()
    expect(
      postOfEvent({ ...edit('With preview', 'https://x'), message: { ...event, text: 'With preview' } }),
    ).toBeNull()
  })

  it('in a history tells of its thread', () => {
    const place = { channel: 'C0001', kind: 'channel' } as const
    const entry = { ...event, channel: undefined, thread_ts: event.ts, latest_reply: '1800000050.000000' }
    expect(postOfHistory(entry, place)).toMatchObject({ channel: 'C0001', latestReply: '1800000050.000000' })
    expect(postOfHistory({ ...entry, thread_ts: '1799999999.000000' }, place)).toMatchObject({ latestReply: null })
  })
})

describe('what is stored of it', () => {
  const post = postOfEvent(event) as SlackPost
  const edited = { ...post, editedTs: '1800000060.000000', text: 'Bye' }

  it('is one version for each time its words changed', () => {
    const id = 'slack:T1:C0001:1800000000.000100'
    expect(versionOf('T1', post, undefined)).toEqual({ id, ts: post.ts })
    expect(versionOf('T1', post, 'Hello')).toEqual({ id, ts: post.ts })
    expect(versionOf('T1', edited, 'Hello')).toEqual({ id: `${id}:1800000060.000000`, ts: '1800000060.000000' })
    expect(versionOf('T1', edited, 'Bye')).toBeNull()
    expect(versionOf('T1', edited, undefined)).toEqual({ id, ts: post.ts })
  })

  it('is at Slack’s time', () => {
    expect(instantOf('1800000000.123456')).toBe(1_800_000_000_123)
    expect(tsBefore(1_800_000_000_999)).toBe('1800000000.000000')
  })
})

describe('whose side a message is on', () => {
  const post = postOfEvent({ ...event, team: 'T9' }) as SlackPost
  const direct: SlackPost = { ...post, channel: 'D0001', kind: 'direct' }
  const around: Surroundings = {
    own: { teamId: 'T1', botUserId: 'UBOT', botId: 'BBOT' },
    isMember: false,
    contact: null,
    customerId: null,
    shared: false,
  }
  const theirs = { ...around, customerId: 'acme' }

  it.each<[string, SlackPost, Surroundings, unknown]>([
    ['a stranger', post, around, { direction: 'inbound', customer: null, contact: 'U0001' }],
    ['a stranger in a customer’s channel', post, theirs, { direction: 'inbound', customer: 'acme', contact: 'U0001' }],
    ['a contact', direct, { ...around, contact: 'U0001' }, { direction: 'inbound', customer: null, contact: 'U0001' }],
    [
      'a member in a customer’s channel',
      post,
      { ...theirs, isMember: true },
      { direction: 'outbound', customer: 'acme', contact: null },
    ],
    ['a member elsewhere', post, { ...around, isMember: true }, null],
    ['a member writing to Hoist', direct, { ...theirs, isMember: true }, null],
    [
      'a colleague in a shared channel',
      { ...post, team: 'T1' },
      { ...theirs, shared: true },
      { direction: 'outbound', customer: 'acme', contact: null },
    ],
    [
      'a colleague who is a contact',
      { ...post, team: 'T1' },
      { ...theirs, shared: true, contact: 'U0001' },
      { direction: 'inbound', customer: 'acme', contact: 'U0001' },
    ],
    [
      'Hoist to a customer',
      { ...post, user: 'UBOT', bot: 'BBOT' },
      theirs,
      { direction: 'outbound', customer: 'acme', contact: null },
    ],
    [
      'Hoist to a contact',
      { ...direct, user: 'UBOT', bot: 'BBOT' },
      theirs,
      { direction: 'outbound', customer: 'acme', contact: null },
    ],
    ['Hoist to a member', { ...direct, user: 'UBOT', bot: 'BBOT' }, around, null],
    ['another app', { ...post, user: 'U777', bot: 'B777' }, theirs, null],
    [
      'an app that is a contact',
      { ...post, user: null, bot: 'B777' },
      { ...theirs, contact: 'B777' },
      { direction: 'inbound', customer: 'acme', contact: 'B777' },
    ],
  ])('%s', (_, sent, surroundings, expected) => expect(sideOf(sent, surroundings)).toEqual(expected))
})
