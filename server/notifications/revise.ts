import type { Instant } from '../../shared/time/instant.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { armEdits, standingMessages } from './revise-store.ts'

/**
 * Has the messages that stand in Slack about these causes rewritten, in the caller's transaction: each person's first
 * one, where it stands. What they then say is asked for when they are sent.
 */
export async function reviseDeliveries(
  tx: Writer,
  organizationId: string,
  dedupKeys: readonly string[],
  now: Instant,
): Promise<void> {
  const messages = await standingMessages(tx, organizationId, dedupKeys)
  if (messages.length === 0) return
  await armEdits(tx, organizationId, messages, now)
  tx.afterCommit(() => announce(organizationId, { topic: 'delivery' }))
}
