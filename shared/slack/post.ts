import { z } from 'zod'
import { type Instant, SECOND } from '../time/instant.ts'
import { plainText } from './text.ts'

/** Slack's time stamp, which is also the message's id within its conversation: seconds and a counter. */
export const SLACK_TS = /^\d{9,11}\.\d{6}$/
export const SLACK_CHANNEL = /^[CDG][A-Z0-9]{2,20}$/
export const SLACK_TEAM = /^[TE][A-Z0-9]{2,20}$/
/** A person (`U…`, `W…`) or an app's bot (`B…`). */
export const SLACK_SENDER = /^[UWB][A-Z0-9]{2,20}$/

/** One message in a Slack conversation, as an event or the history tells it. */
export type SlackPost = {
  channel: string
  kind: 'direct' | 'channel'
  /** Slack's time stamp of the message, also of one that was edited later. */
  ts: string
  /** Time stamp of this edit; null for a message as it was first sent. */
  editedTs: string | null
  user: string | null
  /** Set for what an app wrote. */
  bot: string | null
  /** The sender's workspace, where Slack tells it. */
  team: string | null
  text: string
}

const Sender = z.string().regex(SLACK_SENDER).nullish().catch(null)
const Shown = z.string().nullish().catch(null)

const Message = z.object({
  subtype: z.string().nullish(),
  hidden: z.boolean().nullish(),
  ts: z.string().regex(SLACK_TS),
  user: Sender,
  bot_id: Sender,
  user_team: Shown,
  team: Shown,
  text: Shown,
  edited: z
    .object({ ts: z.string().regex(SLACK_TS) })
    .nullish()
    .catch(null),
  attachments: z
    .array(z.object({ fallback: Shown, text: Shown }))
    .nullish()
    .catch(null),
  files: z
    .array(z.object({ title: Shown, name: Shown }))
    .nullish()
    .catch(null),
  thread_ts: Shown,
  latest_reply: Shown,
})

const Event = z.object({
  type: z.literal('message'),
  subtype: z.string().nullish(),
  channel: z.string().regex(SLACK_CHANNEL),
  channel_type: z.string().nullish(),
})
const Change = z.object({ message: z.unknown(), previous_message: z.object({ text: Shown }).nullish() })

/** Subtypes that are somebody's words; all others tell of joins, topics, pins and the like. */
const WORDS = new Set(['bot_message', 'file_share', 'me_message', 'thread_broadcast'])

/** The message that an event brings, or null where it brings none: joins, deletions, edits that change no word. */
export function postOfEvent(event: unknown): SlackPost | null {
  const parsed = Event.safeParse(event)
  if (!parsed.success) return null
  const { channel, channel_type, subtype } = parsed.data
  const kind = channel_type === 'im' || channel.startsWith('D') ? 'direct' : 'channel'
  if (subtype !== 'message_changed') return readPost(event, { channel, kind })
  const change = Change.safeParse(event)
  const post = change.success ? readPost(change.data.message, { channel, kind }) : null
  // Slack also reports a preview that it added itself, without an edit.
  if (post?.editedTs == null) return null
  const before = change.data?.previous_message?.text
  return before != null && plainText(before) === post.text ? null : post
}

/** One entry of a conversation's history, with what else it says of its thread. Null where it is nobody's words. */
export function postOfHistory(
  entry: unknown,
  place: Pick<SlackPost, 'channel' | 'kind'>,
): (SlackPost & { latestReply: string | null }) | null {
  const post = readPost(entry, place)
  if (!post) return null
  const { thread_ts, ts, latest_reply } = Message.parse(entry)
  return { ...post, latestReply: thread_ts === ts ? (latest_reply ?? null) : null }
}

function readPost(message: unknown, { channel, kind }: Pick<SlackPost, 'channel' | 'kind'>): SlackPost | null {
  const parsed = Message.safeParse(message)
  if (!parsed.success) return null
  const { subtype, hidden, ts, user, bot_id, user_team, team, edited } = parsed.data
  if (hidden === true || (subtype != null && !WORDS.has(subtype))) return null
  const text = wordsOf(parsed.data)
  if (text === '' || (user == null && bot_id == null)) return null
  const sender = { user: user ?? null, bot: bot_id ?? null, team: user_team ?? team ?? null }
  return { channel, kind, ts, editedTs: edited?.ts ?? null, ...sender, text }
}

/** Longest message Slack itself takes, and ours. */
const LONGEST = 40_000

function wordsOf({ text, attachments, files }: z.infer<typeof Message>): string {
  const written = plainText(text ?? '').trim()
  const quoted = (attachments ?? []).map((one) => plainText(one.text || one.fallback || '').trim())
  const named = (files ?? []).map((file) => file.title || file.name || '')
  const words = written !== '' ? [written] : [...quoted, ...named.map((name) => name && `[file: ${name}]`)]
  return storable(words.filter((one) => one !== '').join('\n'))
    .slice(0, LONGEST)
    .toWellFormed()
}

function storable(words: string): string {
  return words.replaceAll('\u0000', '').toWellFormed()
}

/** The instant of a Slack time stamp. */
export function instantOf(ts: string): Instant {
  return Math.floor(Number(ts) * SECOND)
}

/** A Slack time stamp that sorts before every message at or after the instant. */
export function tsBefore(at: Instant): string {
  return `${Math.floor(at / SECOND)}.000000`
}

/** The id under which a message is stored: the same from an event, from the socket and from the history. */
export function messageIdOf(teamId: string, { channel, ts }: Pick<SlackPost, 'channel' | 'ts'>): string {
  return `slack:${teamId}:${channel}:${ts}`
}

/**
 * How a message is stored beside what is stored of it already. An edit whose first version was missed takes its place;
 * one that says what is stored is no news (null).
 * @param stored text of the first version; undefined where it was never stored
 */
export function versionOf(
  teamId: string,
  post: SlackPost,
  stored: string | undefined,
): { id: string; ts: string } | null {
  const id = messageIdOf(teamId, post)
  if (post.editedTs === null || stored === undefined) return { id, ts: post.ts }
  return stored === post.text ? null : { id: `${id}:${post.editedTs}`, ts: post.editedTs }
}
