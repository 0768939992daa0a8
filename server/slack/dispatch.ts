import type { Channels } from '../notifications/sender.ts'
import type { Auth } from '../people/sessions/auth.ts'
import type { SlackActions } from './actions.ts'
import { EventCallback, isFor, receiveEvent } from './events.ts'
import type { Installation } from './installations.ts'
import type { Storing } from './posts.ts'
import { BlockActions, receivePress } from './presses.ts'
import { learnStrangers } from './strangers.ts'

/** What dealing with whatever comes from Slack takes, be it over HTTP or over a socket. */
export type SlackParts = Storing & {
  channels: Channels
  slackActions: SlackActions
  auth: Pick<Auth, 'background'>
}

/** Stores what an event brings for those it is meant for. When it returns, that is committed. Other kinds are let be. */
export async function takeEvent(app: SlackParts, installations: readonly Installation[], body: unknown): Promise<void> {
  const event = EventCallback.safeParse(body)
  if (!event.success) return
  for (const installation of installations) {
    if (!isFor(event.data, installation)) continue
    const strangers = await receiveEvent(app, installation, event.data)
    if (strangers.length > 0) app.auth.background(learnStrangers(app, installation, strangers))
  }
}

/** Does what a pressed button means. The person's answer goes out after it. */
export async function takePress(app: SlackParts, installations: readonly Installation[], body: unknown): Promise<void> {
  const press = BlockActions.safeParse(body)
  if (!press.success) return
  for (const installation of installations) {
    if (installation.teamId !== null && installation.teamId !== press.data.team.id) continue
    const answer = await receivePress(app, installation, press.data)
    if (answer) app.auth.background(tell(app, answer))
  }
}

/** Slack takes answers to a press at an address of its own, not in the answer to the request. */
async function tell(
  { channels, log }: SlackParts,
  { reply, responseUrl }: { reply: string; responseUrl: string },
): Promise<void> {
  const told = await channels.slackApi.respond(responseUrl, reply)
  if (!told.ok) log.warn({ reason: told.error }, 'the answer to a press in Slack did not get through')
}
