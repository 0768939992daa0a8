import { sql } from 'drizzle-orm'
import type { Channel, DeliveryState, Frequency, NotificationType } from '../../shared/notifications/schema.ts'
import type { Kit } from '../kit.postgres.ts'
import type { People } from './people.ts'

/** What people should be told, and the outbox that tells them. Rows commit together with their cause. */
export function defineNotifications(k: Kit, { organization, member }: People) {
  const notification = k.table(
    'notification',
    {
      organizationId: k.text().notNull(),
      id: k.text().notNull(),
      userId: k.text().notNull(),
      type: k.text().$type<NotificationType>().notNull(),
      /** One per cause and person: `escalation:<flow action>:fired`. A second insert changes nothing. */
      dedupKey: k.text().notNull(),
      workflowId: k.text(),
      alertId: k.text(),
      title: k.text().notNull(),
      body: k.text().notNull(),
      createdAt: k.instant().notNull(),
      readAt: k.instant(),
      /** Waits for the daily digest and has not been in one yet. */
      digest: k.boolean().notNull().default(false),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.uniqueIndex('notification_dedup').on(t.organizationId, t.dedupKey, t.userId),
      k.index('notification_user').on(t.organizationId, t.userId, t.createdAt),
      k.index('notification_unread').on(t.organizationId, t.userId).where(sql`${t.readAt} is null`),
      k.index('notification_digest').on(t.organizationId, t.userId).where(sql`${t.digest} = true`),
      k.foreignKey({
        columns: [t.organizationId, t.userId],
        foreignColumns: [member.organizationId, member.userId],
      }),
    ],
  )

  const delivery = k.table(
    'delivery',
    {
      organizationId: k.text().notNull(),
      id: k.text().notNull(),
      /** Null for a digest and for mail that is about no notification (a reset link). */
      notificationId: k.text(),
      /** The delivery whose message this one changes in place; null for one that is a message of its own. */
      editOf: k.text(),
      userId: k.text().notNull(),
      channel: k.text().$type<Channel>().notNull(),
      /** Stable over every attempt; the receiver may drop a repeat by it. Unique. */
      key: k.text().notNull(),
      state: k.text().$type<DeliveryState>().notNull(),
      /** What to send when no notification says it. */
      title: k.text().notNull(),
      body: k.text().notNull(),
      attempts: k.integer().notNull(),
      /** When it may be claimed: the next attempt or, while a process is sending it, the end of that one's lease. */
      nextAttemptAt: k.instant(),
      /** Grows with each claim: whoever settles with a stale one settles nothing. */
      fence: k.integer().notNull(),
      /** An answer was lost: the person may have it already or, once it is sent, twice. */
      uncertain: k.boolean().notNull().default(false),
      /** Nobody wants it any more; set while an attempt is under way, which then is the last. */
      cancelledAt: k.instant(),
      /** Slack's channel and ts, or the mail's Message-ID. */
      providerRef: k.json<Record<string, string>>(),
      lastError: k.text(),
      createdAt: k.instant().notNull(),
      sentAt: k.instant(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.uniqueIndex('delivery_key').on(t.organizationId, t.key),
      k.index('delivery_due').on(t.nextAttemptAt).where(sql`${t.nextAttemptAt} is not null`),
      k.index('delivery_log').on(t.organizationId, t.createdAt),
      k.index('delivery_notification').on(t.organizationId, t.notificationId),
      k.foreignKey({
        columns: [t.organizationId, t.userId],
        foreignColumns: [member.organizationId, member.userId],
      }),
    ],
  )

  const preference = k.table(
    'preference',
    {
      organizationId: k.text().notNull(),
      userId: k.text().notNull(),
      type: k.text().$type<NotificationType>().notNull(),
      frequency: k.text().$type<Frequency>().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.userId, t.type] }),
      k.foreignKey({
        columns: [t.organizationId, t.userId],
        foreignColumns: [member.organizationId, member.userId],
      }),
    ],
  )

  /** Slack and mail settings of an organization. Secrets are sealed (AES-256-GCM) with the installation's secret. */
  const channelSetting = k.table(
    'channel_setting',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      channel: k.text().$type<Channel>().notNull(),
      settings: k.json<Record<string, string | number | boolean | null>>().notNull(),
      sealed: k.text(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.channel] })],
  )

  return { notification, delivery, preference, channelSetting }
}
