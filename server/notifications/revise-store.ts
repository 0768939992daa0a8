import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { ATTEMPT_MS } from './channels/channel.ts'
import type { SlackPlace } from './channels/slack.ts'

/** What is known of a message that was, or is being, sent. */
type Standing = { id: string; notificationId: string | null; userId: string; key: string }

/** Each person's first Slack message about these causes, where it was sent or may have been. */
export async function standingMessages(
  tx: Writer,
  organizationId: string,
  dedupKeys: readonly string[],
): Promise<Standing[]> {
  const { notification, delivery } = tx.t
  const rows = await tx
    .select({
      id: delivery.id,
      notificationId: delivery.notificationId,
      userId: delivery.userId,
      key: delivery.key,
      state: delivery.state,
    })
    .from(notification)
    .innerJoin(
      delivery,
      and(eq(delivery.organizationId, notification.organizationId), eq(delivery.notificationId, notification.id)),
    )
    .where(
      and(
        eq(notification.organizationId, organizationId),
        inArray(notification.dedupKey, [...dedupKeys]),
        eq(delivery.channel, 'slack'),
        isNull(delivery.editOf),
        inArray(delivery.state, ['sent', 'sending', 'ambiguous']),
      ),
    )
    .orderBy(asc(delivery.createdAt), asc(delivery.id))
  return [...new Map(rows.toReversed().map((row) => [row.userId, row])).values()]
}

/**
 * Puts an edit of each of these messages into the outbox, due now; one that is there already is armed again from the
 * start, after the attempt that may be under way, so that the last edit shows the last state.
 */
export async function armEdits(
  tx: Writer,
  organizationId: string,
  messages: readonly Standing[],
  now: Instant,
): Promise<void> {
  const { delivery } = tx.t
  for (const { id: editOf, notificationId, userId, key } of messages) {
    await tx
      .insert(delivery)
      .values({
        organizationId,
        id: newId(now),
        notificationId,
        editOf,
        userId,
        channel: 'slack',
        key: `${key}.edit`,
        state: 'pending',
        title: '',
        body: '',
        attempts: 0,
        nextAttemptAt: now,
        fence: 0,
        uncertain: false,
        createdAt: now,
      })
      .onConflictDoUpdate({
        target: [delivery.organizationId, delivery.key],
        set: {
          state: 'pending',
          attempts: 0,
          nextAttemptAt: sql`cast(${now} as bigint) + case when ${delivery.state} = 'sending' then ${sql.raw(String(ATTEMPT_MS))} else 0 end`,
          fence: sql`${delivery.fence} + 1`,
          uncertain: false,
          cancelledAt: null,
          lastError: null,
        },
      })
  }
}

/** Where Slack has a message that was sent; null where it is not known. */
export async function placeOf(
  conn: Reader,
  organizationId: string,
  deliveryId: string,
): Promise<{ key: string; place: SlackPlace } | null> {
  const { delivery } = conn.t
  const [row] = await conn
    .select({ key: delivery.key, ref: delivery.providerRef })
    .from(delivery)
    .where(and(eq(delivery.organizationId, organizationId), eq(delivery.id, deliveryId)))
  const place = placeIn(row?.ref)
  return row && place ? { key: row.key, place } : null
}

function placeIn(ref: Record<string, string> | null | undefined): SlackPlace | null {
  const { channel, ts } = ref ?? {}
  return channel === undefined || ts === undefined ? null : { channel, ts }
}

/** Where Slack has a person's first message about these causes; null where it has none but this delivery. */
export async function firstPlace(
  conn: Reader,
  organizationId: string,
  { id, userId }: { id: string; userId: string },
  dedupKeys: readonly string[],
): Promise<SlackPlace | null> {
  const { notification, delivery } = conn.t
  const [row] = await conn
    .select({ id: delivery.id, ref: delivery.providerRef })
    .from(notification)
    .innerJoin(
      delivery,
      and(eq(delivery.organizationId, notification.organizationId), eq(delivery.notificationId, notification.id)),
    )
    .where(
      and(
        eq(notification.organizationId, organizationId),
        eq(notification.userId, userId),
        inArray(notification.dedupKey, [...dedupKeys]),
        eq(delivery.channel, 'slack'),
        eq(delivery.state, 'sent'),
        isNull(delivery.editOf),
      ),
    )
    .orderBy(asc(delivery.createdAt), asc(delivery.id))
    .limit(1)
  return row && row.id !== id ? placeIn(row.ref) : null
}
