import { and, eq } from 'drizzle-orm'
import { OrganizationSettings } from '../../../shared/people/settings.ts'
import type { Caller } from '../../context.ts'
import type { Reader } from '../../db/engine.ts'

/** The active member whose Slack user this is, as who is asking; null for a stranger, and where several have the same. */
export async function findSlackCaller(
  conn: Reader,
  organizationId: string,
  slackUserId: string,
): Promise<Caller | null> {
  const { member, organization } = conn.t
  const rows = await conn
    .select({
      userId: member.userId,
      name: member.name,
      role: member.role,
      timeZone: organization.timeZone,
      settings: organization.settings,
    })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(
      and(eq(member.organizationId, organizationId), eq(member.slackUserId, slackUserId), eq(member.status, 'active')),
    )
    .limit(2)
  const [found] = rows
  if (!found || rows.length > 1) return null
  const { userId, name } = found
  const settings = OrganizationSettings.parse(found.settings)
  return { organizationId, ...found, settings, actor: { type: 'slack', userId, name } }
}
