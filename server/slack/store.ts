import { and, asc, eq, lt, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { excluded } from '../db/excluded.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'

export type SlackChannelRow = Schema['slackChannel']['$inferSelect']

/** Notes that this was dealt with; false where it was before. Kept with what it caused, so it holds on every server. */
export async function addReceipt(tx: Writer, organizationId: string, id: string, now: Instant): Promise<boolean> {
  const { slackReceipt } = tx.t
  const rows = await tx
    .insert(slackReceipt)
    .values({ organizationId, id, receivedAt: now })
    .onConflictDoNothing()
    .returning({ id: slackReceipt.id })
  return rows.length > 0
}

export async function hasReceipt(conn: Reader, organizationId: string, id: string): Promise<boolean> {
  const { slackReceipt } = conn.t
  const rows = await conn
    .select({ id: slackReceipt.id })
    .from(slackReceipt)
    .where(and(eq(slackReceipt.organizationId, organizationId), eq(slackReceipt.id, id)))
  return rows.length > 0
}

/** Forgets receipts of every organization, `limit` at a time: Slack repeats itself for an hour at most. */
export async function deleteOldReceipts(tx: Writer, before: Instant, limit: number): Promise<number> {
  const { slackReceipt } = tx.t
  const old = tx
    .select({ key: sql`${slackReceipt.organizationId} || ' ' || ${slackReceipt.id}` })
    .from(slackReceipt)
    .where(lt(slackReceipt.receivedAt, before))
    .limit(limit)
  const gone = await tx
    .delete(slackReceipt)
    .where(sql`${slackReceipt.organizationId} || ' ' || ${slackReceipt.id} in ${old}`)
    .returning({ id: slackReceipt.id })
  return gone.length
}

/** Conversations by Slack's id. */
export async function channelsById(
  conn: Reader,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, SlackChannelRow>> {
  const rows = await selectIn(conn, 'slack channels', ids, { organizationId }, (c, list) => {
    const { slackChannel } = c.t
    return c
      .select()
      .from(slackChannel)
      .where(
        and(eq(slackChannel.organizationId, sql.placeholder('organizationId')), sql`${slackChannel.id} in (${list})`),
      )
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Every conversation the app is in, the one whose history was read longest ago first. */
export async function listChannels(conn: Reader, organizationId: string): Promise<SlackChannelRow[]> {
  const { slackChannel } = conn.t
  return conn
    .select()
    .from(slackChannel)
    .where(eq(slackChannel.organizationId, organizationId))
    .orderBy(asc(sql`coalesce(${slackChannel.readAt}, 0)`), asc(slackChannel.id))
}

/** Channels and group conversations for the screen, by name, with their customers' names: at most 500. */
export async function listNamedChannels(conn: Reader, organizationId: string) {
  const { slackChannel, customer } = conn.t
  return conn
    .select({
      id: slackChannel.id,
      name: slackChannel.name,
      shared: slackChannel.shared,
      customerId: slackChannel.customerId,
      customerName: customer.name,
      readAt: slackChannel.readAt,
    })
    .from(slackChannel)
    .leftJoin(
      customer,
      and(eq(customer.organizationId, slackChannel.organizationId), eq(customer.id, slackChannel.customerId)),
    )
    .where(and(eq(slackChannel.organizationId, organizationId), eq(slackChannel.kind, 'channel')))
    .orderBy(asc(sql`coalesce(${slackChannel.name}, ${slackChannel.id})`), asc(slackChannel.id))
    .limit(500)
}

/** Adds conversations, or says anew what they are called and whether they are shared; whose they are stays. */
export async function saveChannels(
  tx: Writer,
  organizationId: string,
  channels: readonly Pick<SlackChannelRow, 'id' | 'teamId' | 'kind' | 'name' | 'shared'>[],
  now: Instant,
): Promise<void> {
  const { slackChannel } = tx.t
  for (const channel of channels)
    await tx
      .insert(slackChannel)
      .values({
        organizationId,
        ...channel,
        customerId: null,
        readTs: null,
        readAt: null,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoUpdate({
        target: [slackChannel.organizationId, slackChannel.id],
        set: {
          teamId: excluded(slackChannel.teamId),
          name: sql`coalesce(${excluded(slackChannel.name)}, ${slackChannel.name})`,
          shared: excluded(slackChannel.shared),
          updatedAt: now,
        },
      })
}

export async function updateChannel(
  tx: Writer,
  organizationId: string,
  id: string,
  change: Partial<Pick<SlackChannelRow, 'customerId' | 'readTs' | 'readAt' | 'updatedAt'>>,
): Promise<boolean> {
  const { slackChannel } = tx.t
  const rows = await tx
    .update(slackChannel)
    .set(change)
    .where(and(eq(slackChannel.organizationId, organizationId), eq(slackChannel.id, id)))
    .returning({ id: slackChannel.id })
  return rows.length > 0
}
