import type { SlackPost } from './post.ts'

/** What is known around a message when it comes in. */
export type Surroundings = {
  /** Hoist's own app in this workspace. */
  own: { teamId: string; botUserId: string | null; botId: string | null }
  /** Is the sender one of us: a member whose Slack user this is? */
  isMember: boolean
  /** The id under which the sender is a contact: a Slack user's, or that of an app's bot. */
  contact: string | null
  /** The customer to whom the conversation belongs, if it belongs to one. */
  customerId: string | null
  /** Shared with another company through Slack Connect. */
  shared: boolean
}

export type Side = {
  direction: 'inbound' | 'outbound'
  customer: string | null
  /** Whose words they are; null for ours. */
  contact: string | null
}

/**
 * Whose side a message is on; null for what is none of Hoist's business: what members write to Hoist or among
 * themselves, Hoist's own notifications, and apps that nobody has made a contact.
 */
export function sideOf(post: SlackPost, around: Surroundings): Side | null {
  const { own, isMember, contact, customerId, shared } = around
  const isOwn = (post.bot !== null && post.bot === own.botId) || (post.user !== null && post.user === own.botUserId)
  // In a shared channel everybody from our workspace speaks for us.
  const isColleague = isMember || (shared && post.bot === null && contact === null && post.team === own.teamId)
  if (isOwn || isColleague) {
    const answers = customerId !== null && (isOwn || post.kind === 'channel')
    return answers ? { direction: 'outbound', customer: customerId, contact: null } : null
  }
  if (post.bot !== null && contact === null) return null
  return { direction: 'inbound', customer: customerId, contact: contact ?? post.user }
}
