import { decideTelling, reachable } from '../../shared/notifications/decide.ts'
import type { NotificationType } from '../../shared/notifications/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { cancelAbout, insertDeliveries, type NewDelivery } from './delivery-store.ts'
import { findAddressee, findPerson, insertNotifications, type NewNotification } from './store.ts'

/** One thing one person should hear of. */
export type Notice = {
  userId: string
  type: NotificationType
  /** Names the cause: `escalation:<flow action>:fired`. The same person is told of the same cause once, ever. */
  dedupKey: string
  workflowId?: string | undefined
  alertId?: string | undefined
  title: string
  body: string
  /** Told at once whatever the person's preference. */
  critical?: boolean | undefined
}

/**
 * Tells people, in the caller's transaction: a notification for the inbox and a delivery for each connected channel,
 * as their preferences say. Who was removed or was told already is passed over in silence.
 * Sending starts after the commit.
 */
export async function notify(
  tx: Writer,
  organizationId: string,
  notices: readonly Notice[],
  now: Instant,
): Promise<void> {
  const notifications: NewNotification[] = []
  const deliveries: NewDelivery[] = []
  const seen = new Set<string>()
  for (const { userId, type, dedupKey, workflowId, alertId, title, body, critical } of notices) {
    const cause = `${userId} ${dedupKey}`
    if (seen.has(cause)) continue
    seen.add(cause)
    const person = await findAddressee(tx, organizationId, { userId, type, dedupKey })
    if (!person || person.alreadyTold) continue
    const telling = decideTelling({ type, critical: critical ?? false }, person, person.connected)
    if (!telling) continue
    const id = newId(now)
    const about = { workflowId: workflowId ?? null, alertId: alertId ?? null }
    notifications.push({
      id,
      userId,
      type,
      dedupKey,
      ...about,
      title,
      body,
      digest: telling.digest,
      readAt: telling.quiet ? now : null,
    })
    for (const channel of telling.channels)
      deliveries.push({ notificationId: id, userId, channel, key: `${id}.${channel}`, title: '', body: '' })
  }
  await insertNotifications(tx, organizationId, notifications, now)
  await insertDeliveries(tx, organizationId, deliveries, now)
  tx.afterCommit(() => {
    for (const { id, userId } of notifications) announce(organizationId, { topic: 'notification', id, userId })
    if (deliveries.length > 0) announce(organizationId, { topic: 'delivery' })
  })
}

/**
 * Mail that is about no notification, such as a link to choose a new password. `key` makes a repeat harmless.
 * Returns false, and sends nothing, where the organization has no mail server or nobody by that id.
 */
export async function enqueueMail(
  tx: Writer,
  organizationId: string,
  mail: { userId: string; key: string; title: string; body: string },
  now: Instant,
): Promise<boolean> {
  const person = await findPerson(tx, organizationId, mail.userId)
  if (!person || !reachable(person, person.connected).includes('email')) return false
  await insertDeliveries(tx, organizationId, [{ ...mail, notificationId: null, channel: 'email' }], now)
  tx.afterCommit(() => announce(organizationId, { topic: 'delivery' }))
  return true
}

/**
 * Calls off what was not sent yet about these causes, for everybody: after an acknowledge nobody needs the reminder.
 * An attempt under way is not called back, but it is the last. The inbox keeps the notifications.
 */
export async function cancelDeliveries(
  tx: Writer,
  organizationId: string,
  dedupKeys: readonly string[],
  now: Instant,
): Promise<void> {
  if (dedupKeys.length === 0) return
  await cancelAbout(tx, organizationId, dedupKeys, now)
  tx.afterCommit(() => announce(organizationId, { topic: 'delivery' }))
}
