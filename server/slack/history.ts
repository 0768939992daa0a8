import { setTimeout as sleep } from 'node:timers/promises'
import { postOfHistory, tsBefore } from '../../shared/slack/post.ts'
import { HOUR, type Instant, MINUTE } from '../../shared/time/instant.ts'
import type { Asked, Page, SlackApi } from '../notifications/channels/slack-api.ts'
import type { Seal } from '../secrets/seal.ts'
import { type Installation, listInstallations } from './installations.ts'
import { type Storing, storePosts } from './posts.ts'
import { channelsById, listChannels, saveChannels, type SlackChannelRow, updateChannel } from './store.ts'
import { learnStrangers } from './strangers.ts'

/** How far back a conversation is read that was never read before. */
const FIRST_LOOK = 4 * HOUR
/** A longer wait that Slack asks for ends the run; the next one goes on where it ended. */
const LONGEST_WAIT = 2 * MINUTE

export type ReadSlackHistory = {
  /** No new conversation is begun after this; default: ten minutes from now. */
  until?: Instant
  signal?: AbortSignal
  /** Waits as Slack asks to; a test brings its own. */
  pause?: (milliseconds: number) => Promise<unknown>
}

export type SlackHistoryRead = {
  /** Conversations that were read up to now. */
  read: number
  /** Conversations that were left for the next run, for lack of time or because Slack asked to wait. */
  left: number
  /** Messages that Hoist did not have yet. */
  stored: number
  /** What Slack refused, in words, at most one a conversation. */
  errors: string[]
}

/**
 * Fetches what the organization's Slack conversations hold that Hoist has not: of each since its last read, of new ones
 * since four hours ago, replies in threads included; what is new goes through `storeMessages`. The conversation that
 * was read longest ago is first, and each is remembered when it is done, so a run that ends early loses nothing.
 * Without a connection to Slack nothing happens. Never throws for what Slack says.
 */
export async function readSlackHistory(
  app: Storing & { seal: Seal; channels: { slackApi: SlackApi } },
  organizationId: string,
  {
    until = app.clock.now() + 10 * MINUTE,
    signal,
    pause = (ms) => sleep(ms, undefined, { signal }),
  }: ReadSlackHistory = {},
): Promise<SlackHistoryRead> {
  const result: SlackHistoryRead = { read: 0, left: 0, stored: 0, errors: [] }
  const [found] = await listInstallations(app, organizationId)
  if (!found) return result
  const asking = { api: app.channels.slackApi, pause, signal }
  const installation = await withTeam(asking, found)
  if (installation === null) return { ...result, errors: ['Slack does not say which workspace this is'] }
  const learned = await learnConversations(app, asking, installation)
  if (!learned.ok) result.errors.push(learned.error)
  const channels = (await listChannels(app.db.read, organizationId)).filter((one) => one.teamId === installation.teamId)
  for (const [index, channel] of channels.entries()) {
    if (signal?.aborted === true || app.clock.now() >= until) return { ...result, left: channels.length - index }
    const now = app.clock.now()
    const oldest = channel.readTs ?? tsBefore(now - FIRST_LOOK)
    const asked = await readConversation(app, asking, installation, channel, oldest)
    // Not about this conversation: Slack asks for a longer wait, or cannot be reached.
    if (!asked.ok && asked.code === null)
      return { ...result, left: channels.length - index, errors: [...result.errors, asked.error] }
    if (asked.ok) {
      result.stored += asked.value.stored
      result.read += 1
      await learnStrangers(app, installation, asked.value.strangers)
    } else result.errors.push(`${channel.name ?? channel.id}: ${asked.error}`)
    // A message of this very second may still come: the next look begins before it.
    const readTs = asked.ok ? tsBefore(now - MINUTE) : channel.readTs
    await app.db.write((tx) => updateChannel(tx, organizationId, channel.id, { readTs, readAt: now }), 'bulk')
  }
  return result
}

type Asking = { api: SlackApi; pause: (milliseconds: number) => Promise<unknown>; signal: AbortSignal | undefined }

/** Asks again after the wait that Slack asked for, unless it is a long one. */
async function patiently<T>({ pause, signal }: Asking, question: () => Promise<Asked<T>>): Promise<Asked<T>> {
  for (;;) {
    const asked = await question()
    if (asked.ok || asked.retryAfterMs === 0 || asked.retryAfterMs > LONGEST_WAIT || signal?.aborted === true)
      return asked
    await pause(asked.retryAfterMs)
  }
}

async function withTeam(asking: Asking, installation: Installation): Promise<Installation | null> {
  if (installation.teamId !== null) return installation
  const asked = await patiently(asking, () => asking.api.identity(installation.botToken))
  return asked.ok ? { ...installation, ...asked.value } : null
}

/** Asks for page after page and hands each on as it comes. */
async function eachPage<T>(
  asking: Asking,
  ask: (cursor: string | null) => Promise<Asked<Page<T>>>,
  take: (items: T[]) => Promise<void>,
): Promise<Asked<null>> {
  let cursor: string | null = null
  for (;;) {
    const asked: Asked<Page<T>> = await patiently(asking, () => ask(cursor))
    if (!asked.ok) return asked
    await take(asked.value.items)
    cursor = asked.value.nextCursor
    if (cursor === null) return { ok: true, value: null }
  }
}

/** The conversations the app is in, so that one it was invited to while nobody listened is read too. */
async function learnConversations(app: Storing, asking: Asking, installation: Installation): Promise<Asked<null>> {
  const { organizationId, botToken, teamId } = installation
  return eachPage(
    asking,
    (cursor) => asking.api.conversations(botToken, cursor),
    async (items) => {
      const known = await channelsById(
        app.db.read,
        organizationId,
        items.map(({ id }) => id),
      )
      const channels = items
        .filter(({ id, name, shared }) => known.get(id)?.name !== name || known.get(id)?.shared !== shared)
        .map((one) => ({ ...one, teamId: teamId ?? '' }))
      if (channels.length > 0)
        await app.db.write((tx) => saveChannels(tx, organizationId, channels, app.clock.now()), 'bulk')
    },
  )
}

/** Stores everything a conversation holds after `oldest`; returns how many messages were new, and of whom nobody knows. */
async function readConversation(
  app: Storing,
  asking: Asking,
  installation: Installation,
  { id: channel, kind }: SlackChannelRow,
  oldest: string,
): Promise<Asked<{ stored: number; strangers: string[] }>> {
  let stored = 0
  const strangers = new Set<string>()
  const threads: string[] = []
  const pages = (thread?: string) =>
    eachPage(
      asking,
      (cursor) => {
        const question = { channel, oldest, cursor, ...(thread !== undefined && { thread }) }
        return asking.api.history(installation.botToken, question)
      },
      async (entries) => {
        const posts = entries.flatMap((entry) => postOfHistory(entry, { channel, kind }) ?? [])
        if (thread === undefined) for (const { ts, latestReply } of posts) if (latestReply !== null) threads.push(ts)
        const inOrder = posts.toSorted((a, b) => (a.ts < b.ts ? -1 : 1))
        const done = await storePosts(app, installation, inOrder)
        stored += done.stored
        for (const stranger of done.strangers) strangers.add(stranger)
      },
    )
  const first = await pages()
  if (!first.ok) return first
  for (const thread of threads) {
    const replies = await pages(thread)
    if (!replies.ok) return replies
  }
  return { ok: true, value: { stored, strangers: [...strangers] } }
}
