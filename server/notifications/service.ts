import { badField, DomainError, notFound } from '../../shared/errors.ts'
import type { Frequency, NotificationType } from '../../shared/notifications/schema.ts'
import type { Caller, Context } from '../context.ts'
import { announce } from '../live/hints.ts'
import { type DeliveryFilter, getDelivery, listDeliveries, revive } from './delivery-store.ts'
import { listPreferences, markRead, savePreference } from './store.ts'

/** Admins see everybody's; others their own. Throws forbidden for somebody else's. */
export function whose(caller: Caller, userId: string | undefined): string | undefined {
  if (caller.role === 'admin' || userId === caller.userId) return userId
  if (userId !== undefined) throw new DomainError('forbidden', 'Only an admin may look at what others were told')
  return caller.userId
}

/** Returns how many of them had been unread. */
export async function readNotifications(
  { db, clock }: Context,
  { organizationId, userId }: Caller,
  which: readonly string[] | 'all',
): Promise<number> {
  return db.write(async (tx) => {
    const read = await markRead(tx, organizationId, userId, which, clock.now())
    if (read > 0) tx.afterCommit(() => announce(organizationId, { topic: 'notification', userId }))
    return read
  })
}

/** How this person wants to be told, for each type. */
export async function readPreferences(
  { db }: Context,
  { organizationId, userId }: Caller,
): Promise<Record<NotificationType, Frequency>> {
  const chosen = await listPreferences(db.read, organizationId, userId)
  const of = (type: NotificationType) => chosen.get(type) ?? 'instant'
  return {
    escalation_received: of('escalation_received'),
    escalation_update: of('escalation_update'),
    workflow_returned: of('workflow_returned'),
    workflow_assigned: of('workflow_assigned'),
    alert: 'instant',
    data_health: of('data_health'),
    weekly_summary: of('weekly_summary') === 'off' ? 'off' : 'instant',
  }
}

/** Throws bad_request for `alert`, which always passes, and for a summary in the digest, which comes by itself. */
export async function choosePreference(
  { db }: Context,
  { organizationId, userId }: Caller,
  choice: { type: NotificationType; frequency: Frequency },
): Promise<void> {
  if (choice.type === 'alert' && choice.frequency !== 'instant')
    throw badField(['frequency'], 'Alerts are always told at once')
  if (choice.type === 'weekly_summary' && choice.frequency === 'digest')
    throw badField(['frequency'], 'The weekly summary comes on Mondays or not at all')
  await db.write((tx) => savePreference(tx, organizationId, userId, choice))
}

/** The delivery log as the caller may see it. Throws forbidden for somebody else's. */
export async function readDeliveries({ db }: Context, caller: Caller, filter: DeliveryFilter) {
  const userId = whose(caller, filter.userId)
  const { rows, count, nextCursor } = await listDeliveries(db.read, caller.organizationId, { ...filter, userId })
  const deliveries = rows.map(({ delivery, about, type, name }) => ({
    id: delivery.id,
    notificationId: delivery.notificationId,
    type,
    person: { userId: delivery.userId, name },
    channel: delivery.channel,
    key: delivery.key,
    state: delivery.state,
    title: about ?? delivery.title,
    attempts: delivery.attempts,
    nextAttemptAt: delivery.state === 'sending' ? null : delivery.nextAttemptAt,
    lastError: delivery.lastError,
    mayHaveArrivedTwice: delivery.state === 'sent' && delivery.uncertain,
    createdAt: delivery.createdAt,
    sentAt: delivery.sentAt,
  }))
  return { deliveries, count, nextCursor }
}

/**
 * Puts a dead delivery back into the outbox under its old key, with a fresh retry table.
 * Throws not_found, or conflict where it is not dead.
 */
export async function sendAgain({ db, clock }: Context, caller: Caller, id: string): Promise<void> {
  const { organizationId } = caller
  await db.write(async (tx) => {
    const delivery = await getDelivery(tx, organizationId, id)
    if (!delivery || (caller.role !== 'admin' && delivery.userId !== caller.userId)) throw notFound('Delivery')
    const revived = delivery.state === 'dead' && (await revive(tx, organizationId, delivery, clock.now()))
    if (!revived) {
      const details = { state: delivery.state }
      throw new DomainError(
        'conflict',
        `Only a delivery that was given up can be sent again; this one is ${delivery.state}`,
        { details },
      )
    }
    tx.afterCommit(() => announce(organizationId, { topic: 'delivery' }))
  })
}
