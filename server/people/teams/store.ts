import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { normalise } from '../../../shared/search.ts'
import type { Instant } from '../../../shared/time/instant.ts'
import type { Reader, Writer } from '../../db/engine.ts'

export type TeamView = { id: string; name: string; members: { userId: string; name: string }[] }

/** Teams with their members, both by name. */
export async function listTeams(conn: Reader, organizationId: string): Promise<TeamView[]> {
  const { team, teamMember, member } = conn.t
  const teams = await conn
    .select({ id: team.id, name: team.name })
    .from(team)
    .where(and(eq(team.organizationId, organizationId), isNull(team.removedAt)))
    .orderBy(asc(team.nameSort))
  const people = await conn
    .select({ teamId: teamMember.teamId, userId: member.userId, name: member.name })
    .from(teamMember)
    .innerJoin(member, and(eq(member.organizationId, teamMember.organizationId), eq(member.userId, teamMember.userId)))
    .where(eq(teamMember.organizationId, organizationId))
    .orderBy(asc(member.nameSort), asc(member.userId))
  return teams.map((one) => ({
    ...one,
    members: people.filter(({ teamId }) => teamId === one.id).map(({ userId, name }) => ({ userId, name })),
  }))
}

export async function findTeam(
  tx: Writer,
  organizationId: string,
  teamId: string,
): Promise<{ id: string; name: string } | null> {
  const { team } = tx.t
  const rows = await tx
    .select({ id: team.id, name: team.name })
    .from(team)
    .where(and(eq(team.organizationId, organizationId), eq(team.id, teamId), isNull(team.removedAt)))
  return rows[0] ?? null
}

/** The id of the team with this name, however it is written; null if the name is free. */
export async function findTeamByName(tx: Writer, organizationId: string, name: string): Promise<string | null> {
  const { team } = tx.t
  const rows = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.organizationId, organizationId), eq(team.nameSort, normalise(name))))
  return rows[0]?.id ?? null
}

export async function insertTeam(
  tx: Writer,
  organizationId: string,
  row: { id: string; name: string },
  now: Instant,
): Promise<void> {
  await tx
    .insert(tx.t.team)
    .values({ organizationId, ...row, nameSort: normalise(row.name), createdAt: now, updatedAt: now })
}

export async function renameTeam(
  tx: Writer,
  organizationId: string,
  row: { id: string; name: string },
  now: Instant,
): Promise<void> {
  const { team } = tx.t
  await tx
    .update(team)
    .set({ name: row.name, nameSort: normalise(row.name), updatedAt: now })
    .where(and(eq(team.organizationId, organizationId), eq(team.id, row.id)))
}

export async function listTeamMemberIds(tx: Writer, organizationId: string, teamId: string): Promise<string[]> {
  const { teamMember } = tx.t
  const rows = await tx
    .select({ userId: teamMember.userId })
    .from(teamMember)
    .where(and(eq(teamMember.organizationId, organizationId), eq(teamMember.teamId, teamId)))
    .orderBy(asc(teamMember.createdAt), asc(teamMember.userId))
  return rows.map(({ userId }) => userId)
}

/** Makes these, and only these, the members of the team. */
export async function setTeamMembers(
  tx: Writer,
  organizationId: string,
  teamId: string,
  userIds: string[],
  now: Instant,
): Promise<void> {
  const { teamMember } = tx.t
  await tx.delete(teamMember).where(and(eq(teamMember.organizationId, organizationId), eq(teamMember.teamId, teamId)))
  if (userIds.length === 0) return
  await tx.insert(teamMember).values(userIds.map((userId) => ({ organizationId, teamId, userId, createdAt: now })))
}

/** Takes the team away; the row stays for the history that names it, and its name is free again. */
export async function retireTeam(tx: Writer, organizationId: string, teamId: string, now: Instant): Promise<void> {
  const { team } = tx.t
  await setTeamMembers(tx, organizationId, teamId, [], now)
  await tx
    .update(team)
    .set({ removedAt: now, nameSort: `removed ${teamId}`, updatedAt: now })
    .where(and(eq(team.organizationId, organizationId), eq(team.id, teamId)))
}

export async function leaveTeams(tx: Writer, organizationId: string, userId: string): Promise<void> {
  const { teamMember } = tx.t
  await tx.delete(teamMember).where(and(eq(teamMember.organizationId, organizationId), eq(teamMember.userId, userId)))
}

/** Which of these people may be in a team: members who are active or invited. */
export async function listPresent(tx: Writer, organizationId: string, userIds: string[]): Promise<Set<string>> {
  const { member } = tx.t
  if (userIds.length === 0) return new Set()
  const rows = await tx
    .select({ userId: member.userId })
    .from(member)
    .where(
      and(
        eq(member.organizationId, organizationId),
        inArray(member.userId, userIds),
        inArray(member.status, ['active', 'invited']),
      ),
    )
  return new Set(rows.map(({ userId }) => userId))
}

/** How many open escalations go to the team. */
export async function countEscalationsTo(tx: Writer, organizationId: string, teamId: string): Promise<number> {
  const { flowAction } = tx.t
  return tx.$count(
    flowAction,
    and(
      eq(flowAction.organizationId, organizationId),
      eq(flowAction.recipientTeamId, teamId),
      isNull(flowAction.endedAt),
    ),
  )
}
