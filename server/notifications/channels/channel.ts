import type { AttemptResult } from '../../../shared/notifications/schedule.ts'

/** Longest time one attempt may take, with everything it asks: a hanging peer holds nobody up for longer. */
export const ATTEMPT_MS = 10_000

/** A button under a message, on channels that have them. Pressed, it comes back with its id and value. */
export type Button = {
  /** At most 255 characters, the same for every message: `alert.acknowledge`. */
  actionId: string
  /** At most 2,000 characters: the id of what it is about. */
  value: string
  label: string
  style?: 'primary' | 'danger'
}

/** One message to one person, as a channel gets it. */
export type Message = {
  /** Stable over every attempt: the receiver may drop a repeat by it. */
  key: string
  /** Slack user id or email address. */
  to: string
  title: string
  body: string
  /** Where to read on; null where there is nothing to open. */
  link: string | null
  /** Up to five, in Slack only. */
  buttons?: readonly Button[]
  /** Time stamp of the Slack message below which this one goes, as an answer to it. */
  below?: string
  /** An earlier answer was lost: it may have arrived. */
  uncertain: boolean
}

/** What a provider says to a test, in words for the person who asked. `refused`: it answered, and the answer is no. */
export type Check = { ok: boolean; words: string; refused: boolean }

/** A way out of the house. `send` never throws: whatever happens is an answer. */
export type Channel<Settings> = {
  send(settings: Settings, message: Message): Promise<AttemptResult>
  /** Asks the provider whether these settings work, without sending anything. */
  check(settings: Settings): Promise<Check>
}

/** At most `max` characters, without cutting a surrogate pair in two. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text
  return `${text
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')}…`
}
