import { refreshCustomerRisk } from '../alerts/customer-risk-store.ts'
import { assignAlerts } from '../alerts/store.ts'
import type { Context } from '../context.ts'
import { setLatest } from '../customers/store.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { assignMessages, type Waiting } from './store.ts'

/**
 * Gives messages that waited to their customer. What waits for a message does not latch: they came before. But who wrote
 * last, and whether it waits for an answer, is now known. Returns how many there were.
 */
export async function giveTo(
  app: Context & { triggers: TriggerEngine },
  tx: Writer,
  organizationId: string,
  waiting: Waiting,
  target: { customerId: string; contactId?: string | null },
): Promise<number> {
  const { customerId } = target
  const moved = await assignMessages(tx, organizationId, waiting, target)
  for (const [direction, field] of [
    ['inbound', 'lastInboundAt'],
    ['outbound', 'lastOutboundAt'],
  ] as const) {
    const latest = moved.reduce((last, one) => (one.direction === direction ? Math.max(last, one.at) : last), 0)
    if (latest > 0) await setLatest(tx, organizationId, field, new Map([[customerId, latest]]))
  }
  if (moved.length > 0) {
    const now = app.clock.now()
    await app.triggers.markReply(tx, organizationId, customerId, now)
    await assignAlerts(tx, organizationId, { customerId, contactId: target.contactId ?? null })
    await refreshCustomerRisk(tx, organizationId, [customerId], now)
  }
  tx.afterCommit(() => announce(organizationId, { topic: 'customer', id: customerId }))
  return moved.length
}
