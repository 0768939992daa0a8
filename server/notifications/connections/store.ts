import { and, eq } from 'drizzle-orm'
import type { Channel } from '../../../shared/notifications/schema.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import type { Reader, Writer } from '../../db/engine.ts'

export type ConnectionRow = Reader['t']['channelSetting']['$inferSelect']

/** How an organization is connected to a channel; undefined where it is not. */
export async function getConnection(
  conn: Reader | Writer,
  organizationId: string,
  channel: Channel,
): Promise<ConnectionRow | undefined> {
  const { channelSetting } = conn.t
  const rows = await conn
    .select()
    .from(channelSetting)
    .where(and(eq(channelSetting.organizationId, organizationId), eq(channelSetting.channel, channel)))
  return rows[0]
}

export async function saveConnection(
  tx: Writer,
  organizationId: string,
  connection: Pick<ConnectionRow, 'channel' | 'settings' | 'sealed'>,
  now: Instant,
): Promise<void> {
  const { channelSetting } = tx.t
  const { channel, settings, sealed } = connection
  await tx
    .insert(channelSetting)
    .values({ organizationId, channel, settings, sealed, updatedAt: now })
    .onConflictDoUpdate({
      target: [channelSetting.organizationId, channelSetting.channel],
      set: { settings, sealed, updatedAt: now },
    })
}

/** From now on nobody is told on this channel. */
export async function removeConnection(tx: Writer, organizationId: string, channel: Channel): Promise<void> {
  const { channelSetting } = tx.t
  await tx
    .delete(channelSetting)
    .where(and(eq(channelSetting.organizationId, organizationId), eq(channelSetting.channel, channel)))
}

/** Where a member can be reached; undefined for a stranger. */
export async function getAddress(conn: Reader, organizationId: string, userId: string) {
  const { member } = conn.t
  const rows = await conn
    .select({ email: member.email, slackUserId: member.slackUserId })
    .from(member)
    .where(and(eq(member.organizationId, organizationId), eq(member.userId, userId)))
  return rows[0]
}
