import { instantOf, messageIdOf, type SlackPost, versionOf } from '../../shared/slack/post.ts'
import { type Side, sideOf } from '../../shared/slack/side.ts'
import { type Instant, toIso } from '../../shared/time/instant.ts'
import { contactsBy } from '../contacts/store.ts'
import type { Writer } from '../db/engine.ts'
import { storeMessages } from '../messages/service.ts'
import { knownTexts } from '../messages/store.ts'
import { membersBySlackUser } from '../people/members/lookup.ts'
import type { Installation } from './installations.ts'
import { channelsById, saveChannels, updateChannel } from './store.ts'

/** What storing messages takes, with whatever happens to them on arrival. */
export type Storing = Parameters<typeof storeMessages>[0]

/** How many of the messages were new, and whose senders nobody knows. */
export type StoredPosts = { stored: number; strangers: string[] }

/**
 * Stores messages of Slack conversations: each once, whichever way it comes, on the side it is on. Those that are none
 * of Hoist's business leave nothing behind but the conversation's name.
 * @param shared whether the conversation is shared with another company, where the caller knows
 */
export async function storePosts(
  app: Storing,
  installation: Installation,
  posts: readonly SlackPost[],
  shared?: boolean,
): Promise<StoredPosts> {
  const { organizationId, timeZone } = installation
  const teamId = installation.teamId ?? ''
  const sides = await decide(app, installation, posts, shared)
  const texts = await knownTexts(
    app.db.read,
    organizationId,
    posts.filter((post) => post.editedTs !== null).map((post) => messageIdOf(teamId, post)),
  )
  const now = app.clock.now()
  const bodies = posts.flatMap((post, index) => {
    const side = sides[index]
    const version = side && versionOf(teamId, post, texts.get(messageIdOf(teamId, post)))
    if (!side || !version) return []
    const { direction, customer, contact } = side
    // Slack's clock is not ours: a message that has come cannot be from the future.
    const at = toIso(Math.min(instantOf(version.ts), now))
    const sender = { ...(customer !== null && { customer }), ...(contact !== null && { contact }) }
    return [{ id: version.id, channel: post.channel, at, direction, text: post.text, ...sender }]
  })
  const results = bodies.length === 0 ? [] : await storeMessages(app, { organizationId, timeZone }, bodies)
  const fresh = bodies.filter((_, index) => results[index]?.status === 'stored')
  const strangers = fresh.flatMap(({ contact, direction }) => (direction === 'inbound' && contact ? [contact] : []))
  return { stored: fresh.length, strangers: [...new Set(strangers)] }
}

/** Whose side each is on; keeps in mind whose conversation a direct one is. */
async function decide(
  app: Storing,
  installation: Installation,
  posts: readonly SlackPost[],
  shared: boolean | undefined,
): Promise<(Side | null)[]> {
  const { organizationId } = installation
  const { read } = app.db
  const users = [...new Set(posts.flatMap(({ user, bot }) => [user ?? [], bot ?? []].flat()))]
  const channels = await channelsById(read, organizationId, [...new Set(posts.map((post) => post.channel))])
  const members = await membersBySlackUser(read, organizationId, users)
  const contacts = new Map<string, string>()
  for (const { slackUserId, customerId } of await contactsBy(read, organizationId, 'slackUserId', users))
    if (slackUserId !== null) contacts.set(slackUserId, customerId)
  const own = { ...installation, teamId: installation.teamId ?? '' }

  const sides = posts.map((post) => {
    const channel = channels.get(post.channel)
    const contact = [post.bot, post.user].find((id) => id !== null && contacts.has(id)) ?? null
    return sideOf(post, {
      own,
      isMember: post.user !== null && members.has(post.user),
      contact,
      customerId: channel?.customerId ?? null,
      shared: shared ?? channel?.shared ?? false,
    })
  })
  const changes = posts.flatMap((post, index) => {
    const known = channels.get(post.channel)
    const contact = sides[index]?.contact ?? null
    const customerId = post.kind === 'direct' && contact !== null ? (contacts.get(contact) ?? null) : null
    const isNews = !known || (shared !== undefined && known.shared !== shared)
    return isNews || (customerId !== null && known.customerId !== customerId) ? [{ post, customerId }] : []
  })
  if (changes.length > 0)
    await app.db.write(async (tx) => {
      for (const { post, customerId } of changes)
        await learnChannel(tx, own, { ...post, customerId, shared: shared ?? false }, app.clock.now())
    })
  return sides
}

async function learnChannel(
  tx: Writer,
  { organizationId, teamId }: Pick<Installation, 'organizationId'> & { teamId: string },
  { channel: id, kind, customerId, shared }: SlackPost & { customerId: string | null; shared: boolean },
  now: Instant,
): Promise<void> {
  await saveChannels(tx, organizationId, [{ id, teamId, kind, name: null, shared }], now)
  if (customerId !== null) await updateChannel(tx, organizationId, id, { customerId, updatedAt: now })
}
