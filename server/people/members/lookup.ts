import { and, eq, ne, sql } from 'drizzle-orm'
import { badField } from '../../../shared/errors.ts'
import type { Reader } from '../../db/engine.ts'
import { selectIn } from '../../db/select-in.ts'

/** Members (active or invited) by lower-case email; unknown and removed ones are not in the map. */
export async function memberIdsByEmail(
  conn: Reader,
  organizationId: string,
  emails: Iterable<string>,
): Promise<Map<string, string>> {
  const rows = await selectIn(conn, 'members by email', [...new Set(emails)], { organizationId }, (c, list) => {
    const { member } = c.t
    return c
      .select({ email: member.email, userId: member.userId })
      .from(member)
      .where(
        and(
          eq(member.organizationId, sql.placeholder('organizationId')),
          sql`${member.email} in (${list})`,
          ne(member.status, 'removed'),
        ),
      )
  })
  return new Map(rows.map((row) => [row.email, row.userId]))
}

/** Members (active or invited) by Slack user; unknown and removed ones are not in the map. */
export async function membersBySlackUser(
  conn: Reader,
  organizationId: string,
  slackUserIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await selectIn(conn, 'members by slack user', slackUserIds, { organizationId }, (c, list) => {
    const { member } = c.t
    return c
      .select({ slackUserId: member.slackUserId, userId: member.userId })
      .from(member)
      .where(
        and(
          eq(member.organizationId, sql.placeholder('organizationId')),
          sql`${member.slackUserId} in (${list})`,
          ne(member.status, 'removed'),
        ),
      )
  })
  return new Map(rows.map((row) => [row.slackUserId ?? '', row.userId]))
}

/** Names of members (also removed ones, whom history still names) by user id. */
export async function memberNames(
  conn: Reader,
  organizationId: string,
  userIds: Iterable<string | null>,
): Promise<Map<string, string>> {
  const ids = [...new Set(userIds)].filter((id) => id !== null)
  const rows = await selectIn(conn, 'member names', ids, { organizationId }, (c, list) => {
    const { member } = c.t
    return c
      .select({ userId: member.userId, name: member.name })
      .from(member)
      .where(and(eq(member.organizationId, sql.placeholder('organizationId')), sql`${member.userId} in (${list})`))
  })
  return new Map(rows.map((row) => [row.userId, row.name]))
}

/** Throws bad_request at `path` unless this is an active or invited member; returns the name. */
export async function requireMember(
  conn: Reader,
  organizationId: string,
  userId: string,
  path: (string | number)[],
): Promise<string> {
  const { member } = conn.t
  const [row] = await conn
    .select({ name: member.name })
    .from(member)
    .where(and(eq(member.organizationId, organizationId), eq(member.userId, userId), ne(member.status, 'removed')))
  if (!row) throw badField(path, 'There is no such member in this organization')
  return row.name
}
