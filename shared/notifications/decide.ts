import type { MemberStatus } from '../roles.ts'
import type { Channel, Frequency, NotificationType } from './schema.ts'

/** What is known of a person when there is something to tell. */
export type Addressee = {
  status: MemberStatus
  /** Null where the person never chose: instant. */
  frequency: Frequency | null
  hasSlackId: boolean
}

/** Where the organization can reach people besides the inbox. */
export type Connected = { slack: boolean; email: boolean }

export type Telling = {
  channels: Exclude<Channel, 'in_app'>[]
  /** Waits for the daily digest. */
  digest: boolean
  /** Stands in the inbox, but as read: the person did not want to hear of it. */
  quiet: boolean
}

/**
 * How to tell one person of one thing; null: not at all. The inbox has everything; each connected channel what is
 * instant. What is critical is instant whatever the preference.
 */
export function decideTelling(
  notice: { type: NotificationType; critical: boolean },
  person: Addressee,
  connected: Connected,
): Telling | null {
  if (person.status === 'removed') return null
  const critical = notice.critical || notice.type === 'alert'
  const frequency = critical ? 'instant' : (person.frequency ?? 'instant')
  const channels = frequency === 'instant' ? reachable(person, connected) : []
  return { channels, digest: frequency === 'digest', quiet: frequency === 'off' }
}

/** The connected channels on which this person has an address. */
export function reachable(person: Pick<Addressee, 'hasSlackId'>, connected: Connected): Telling['channels'] {
  return [
    ...(connected.slack && person.hasSlackId ? ['slack' as const] : []),
    ...(connected.email ? ['email' as const] : []),
  ]
}
