import { and, asc, eq, gte, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import { reachable } from '../../shared/notifications/decide.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'
import { connectedChannels } from '../escalations/recipient-store.ts'

/** Active admins and managers, since then at the latest, who have not turned the weekly summary off, and where each can be reached. */
export async function listWeeklyReaders(conn: Reader, organizationId: string, since: Instant) {
  const { member, preference } = conn.t
  const chosen = and(
    eq(preference.organizationId, member.organizationId),
    eq(preference.userId, member.userId),
    eq(preference.type, 'weekly_summary'),
  )
  const rows = await conn
    .select({ userId: member.userId, role: member.role, slackUserId: member.slackUserId })
    .from(member)
    .leftJoin(preference, chosen)
    .where(
      and(
        eq(member.organizationId, organizationId),
        eq(member.status, 'active'),
        lte(member.createdAt, since),
        inArray(member.role, ['admin', 'manager']),
        or(isNull(preference.frequency), ne(preference.frequency, 'off')),
      ),
    )
    .orderBy(asc(member.userId))
  const connected = await connectedChannels(conn, organizationId)
  return rows.map(({ slackUserId, ...person }) => ({
    ...person,
    channels: reachable({ hasSlackId: slackUserId !== null }, connected),
  }))
}

/** Was anything escalated since then? */
export async function hasEscalations(conn: Reader, organizationId: string, since: Instant): Promise<boolean> {
  const { flowAction: t } = conn.t
  const rows = await conn
    .select({ id: t.id })
    .from(t)
    .where(and(eq(t.organizationId, organizationId), eq(t.kind, 'escalate'), gte(t.createdAt, since)))
    .limit(1)
  return rows.length > 0
}
