import { and, asc, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Candidate, TeamCandidate } from '../../shared/escalations/guards.ts'
import type { Reader } from '../db/engine.ts'

/** A person who is or was a member. */
export async function findMember(conn: Reader, organizationId: string, userId: string): Promise<Candidate | undefined> {
  const query = conn.prepared('escalation member', (c) => {
    const { member } = c.t
    return c
      .select({ userId: member.userId, name: member.name, role: member.role, status: member.status })
      .from(member)
      .where(
        and(eq(member.organizationId, sql.placeholder('organizationId')), eq(member.userId, sql.placeholder('userId'))),
      )
  })
  const [row] = await query.execute({ organizationId, userId })
  return row
}

export type TeamRow = { teamId: string; name: string; members: TeamCandidate[] }

/** A team that still exists, with its members and how much each of them has open. */
export async function findTeam(conn: Reader, organizationId: string, teamId: string): Promise<TeamRow | undefined> {
  const { team, teamMember, member } = conn.t
  const [row] = await conn
    .select({ teamId: team.id, name: team.name })
    .from(team)
    .where(and(eq(team.organizationId, organizationId), eq(team.id, teamId), isNull(team.removedAt)))
  if (!row) return undefined
  const members = await conn
    .select({ userId: member.userId, name: member.name, role: member.role, status: member.status })
    .from(teamMember)
    .innerJoin(member, and(eq(member.organizationId, teamMember.organizationId), eq(member.userId, teamMember.userId)))
    .where(and(eq(teamMember.organizationId, organizationId), eq(teamMember.teamId, teamId)))
  const loads = await openLoads(
    conn,
    organizationId,
    members.map((one) => one.userId),
  )
  return { ...row, members: members.map((one) => ({ ...one, load: loads.get(one.userId) ?? 0 })) }
}

/** Everyone who shares a team with this person. */
export async function teammatesOf(conn: Reader, organizationId: string, userId: string): Promise<Set<string>> {
  const { teamMember } = conn.t
  const own = alias(teamMember, 'own')
  const rows = await conn
    .selectDistinct({ userId: teamMember.userId })
    .from(own)
    .innerJoin(teamMember, and(eq(teamMember.organizationId, own.organizationId), eq(teamMember.teamId, own.teamId)))
    .where(and(eq(own.organizationId, organizationId), eq(own.userId, userId)))
  return new Set(rows.map((row) => row.userId))
}

/** The admins, the longest-standing first; invited ones too, since they can be told by mail. */
export async function listAdmins(conn: Reader, organizationId: string): Promise<Candidate[]> {
  const { member } = conn.t
  return conn
    .select({ userId: member.userId, name: member.name, role: member.role, status: member.status })
    .from(member)
    .where(
      and(
        eq(member.organizationId, organizationId),
        eq(member.role, 'admin'),
        inArray(member.status, ['active', 'invited']),
      ),
    )
    .orderBy(asc(member.createdAt), asc(member.userId))
}

/** How many open flow actions wait for or are with each person. */
export async function openLoads(
  conn: Reader,
  organizationId: string,
  of?: string[],
): Promise<Map<string | null, number>> {
  const { flowAction } = conn.t
  const rows = await conn
    .select({ userId: flowAction.recipientId, load: count() })
    .from(flowAction)
    .where(
      and(
        eq(flowAction.organizationId, organizationId),
        of ? inArray(flowAction.recipientId, of) : isNotNull(flowAction.recipientId),
        isNull(flowAction.endedAt),
      ),
    )
    .groupBy(flowAction.recipientId)
  return new Map(rows.map((row) => [row.userId, row.load]))
}

/** Which ways out of the house this organization has. */
export async function connectedChannels(
  conn: Reader,
  organizationId: string,
): Promise<{ slack: boolean; email: boolean }> {
  const { channelSetting } = conn.t
  const rows = await conn
    .select({ channel: channelSetting.channel })
    .from(channelSetting)
    .where(eq(channelSetting.organizationId, organizationId))
  const has = new Set(rows.map((row) => row.channel))
  return { slack: has.has('slack'), email: has.has('email') }
}
