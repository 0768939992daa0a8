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

export type Telling = { channels: Exclude<Channel, 'in_app'>[]; digest: boolean }

/**
 * How to tell one person of one thing; null: not at all. What is critical is told at once whatever the preference.
 * Each connected channel gets it; an instant message always also stands in the inbox.
 */
export function decideTelling(
  notice: { type: NotificationType; critical: boolean },
  person: Addressee,
  connected: Connected,
): Telling | null {
  if (person.status === 'removed') return null
  const critical = notice.critical || notice.type === 'alert'
  const frequency = critical ? 'instant' : (person.frequency ?? 'instant')
  if (frequency === 'off') return null
  if (frequency === 'digest') return { channels: [], digest: true }
  return { channels: reachable(person, connected), digest: false }
}

/** The connected channels on which this person has an address. */
export function reachable(person: Pick<Addressee, 'hasSlackId'>, connected: Connected): Telling['channels'] {
  return [...(connected.slack && person.hasSlackId ? ['slack' as const] : []), ...(connected.email ? ['email' as const] : [])]
}
