import type { Caller } from '../context.ts'

/** A button pressed under one of Hoist's messages in Slack, by somebody who is known. */
export type SlackPress = {
  /** Which button: the `actionId` it was sent with, `alert.acknowledge`. */
  actionId: string
  /** What it was sent with: the id of what it is about. Empty for a button that carries nothing. */
  value: string
  slackUserId: string
  /** The member whose Slack user this is, with role and settings; `actor` is of type `slack`. */
  caller: Caller
  /** Where the message stands, for an edit in place; null where Slack did not say. */
  channel: string | null
  messageTs: string | null
  /** Slack's own address for answers to this press, good for half an hour. */
  responseUrl: string | null
}

/** What the person who pressed is told, seen by nobody else; null says nothing. */
export type SlackPressResult = { reply: string | null }

/**
 * What buttons do. Whoever sends messages with buttons supplies it; `server/app.ts` hands it to the Slack doors, which
 * have checked the signature, the person and that this press is not a repeat. It is awaited before Slack is answered,
 * so it must be done within a second or so: what has to reach Slack goes through the outbox.
 * A DomainError is told to the person in its own words.
 */
export type SlackActions = { press(press: SlackPress): Promise<SlackPressResult> }
