import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm'
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

/** A team with its members and how much each of them has open. */
export async function findTeam(conn: Reader, organizationId: string, teamId: string): Promise<TeamRow | undefined> {
  const { team, teamMember, member, flowAction } = conn.t
  const [row] = await conn
    .select({ teamId: team.id, name: team.name })
    .from(team)
    .where(and(eq(team.organizationId, organizationId), eq(team.id, teamId)))
  if (!row) return undefined
  const members = await conn
    .select({ userId: member.userId, name: member.name, role: member.role, status: member.status })
    .from(teamMember)
    .innerJoin(member, and(eq(member.organizationId, teamMember.organizationId), eq(member.userId, teamMember.userId)))
    .where(and(eq(teamMember.organizationId, organizationId), eq(teamMember.teamId, teamId)))
  const ids = members.map((one) => one.userId)
  const loads = await conn
    .select({ userId: flowAction.recipientId, load: count() })
    .from(flowAction)
    .where(
      and(
        eq(flowAction.organizationId, organizationId),
        inArray(flowAction.recipientId, ids),
        isNull(flowAction.endedAt),
      ),
    )
    .groupBy(flowAction.recipientId)
  const loadOf = new Map(loads.map((one) => [one.userId, one.load]))
  return { ...row, members: members.map((one) => ({ ...one, load: loadOf.get(one.userId) ?? 0 })) }
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
