import { z } from 'zod'
import { postOfEvent, SLACK_TEAM } from '../../shared/slack/post.ts'
import type { Installation } from './installations.ts'
import { type Storing, storePosts } from './posts.ts'
import { addReceipt, hasReceipt } from './store.ts'

/** What Slack wraps around an event, over HTTP and over the socket alike. */
export const EventCallback = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().regex(SLACK_TEAM),
  api_app_id: z.string().max(50).nullish(),
  event_id: z.string().min(1).max(100),
  is_ext_shared_channel: z.boolean().nullish(),
  authorizations: z
    .array(z.object({ team_id: z.string().nullish() }))
    .nullish()
    .catch(null),
  event: z.unknown(),
})
export type EventCallback = z.infer<typeof EventCallback>

/** Is the event meant for this installation? In a shared channel the workspace it arose in may be the other company's. */
export function isFor(
  { team_id, api_app_id, authorizations }: EventCallback,
  { teamId, appId }: Installation,
): boolean {
  if (appId !== null && api_app_id != null && api_app_id !== appId) return false
  const teams = [team_id, ...(authorizations ?? []).map((one) => one.team_id)]
  return teamId === null || teams.includes(teamId)
}

/**
 * Stores what an event brings; when it returns, that is committed, so Slack may be told that it arrived. An event that
 * was dealt with before does nothing.
 * @returns senders whom nobody knows yet
 */
export async function receiveEvent(app: Storing, installation: Installation, event: EventCallback): Promise<string[]> {
  const { organizationId } = installation
  const receipt = `event:${event.event_id}`
  if (await hasReceipt(app.db.read, organizationId, receipt)) return []
  const post = postOfEvent(event.event)
  if (!post) return []
  const home = { ...installation, teamId: installation.teamId ?? event.team_id }
  const { strangers } = await storePosts(app, home, [post], event.is_ext_shared_channel ?? undefined)
  // After the message: a crash in between stores it again under the same id, which changes nothing.
  await app.db.write((tx) => addReceipt(tx, organizationId, receipt, app.clock.now()))
  return strangers
}
