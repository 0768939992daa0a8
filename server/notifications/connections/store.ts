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

/** Connections of every organization (or of one) to a channel, with the organization's zone: for what comes in from outside. */
export async function listConnections(conn: Reader, channel: Channel, organizationId?: string) {
  const { channelSetting, organization } = conn.t
  return conn
    .select({
      organizationId: channelSetting.organizationId,
      channel: channelSetting.channel,
      settings: channelSetting.settings,
      sealed: channelSetting.sealed,
      updatedAt: channelSetting.updatedAt,
      timeZone: organization.timeZone,
    })
    .from(channelSetting)
    .innerJoin(organization, eq(organization.id, channelSetting.organizationId))
    .where(
      and(
        eq(channelSetting.channel, channel),
        organizationId === undefined ? undefined : eq(channelSetting.organizationId, organizationId),
      ),
    )
    .orderBy(channelSetting.organizationId)
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
