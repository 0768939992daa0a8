import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Escalation } from '../../shared/analytics/columns.ts'
import type { Teams } from '../../shared/analytics/select.ts'
import type { Reader } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'

function fields({ t: { flowAction } }: Reader) {
  return {
    id: flowAction.id,
    definitionId: flowAction.definitionId,
    recipientId: flowAction.recipientId,
    recipientTeamId: flowAction.recipientTeamId,
    assigneeId: flowAction.assigneeId,
    state: flowAction.state,
    triggerType: flowAction.triggerType,
    triggerCount: flowAction.triggerCount,
    logic: flowAction.logic,
    source: flowAction.source,
    createdAt: flowAction.createdAt,
    firedAt: flowAction.firedAt,
    firedLate: flowAction.firedLate,
    outcome: flowAction.outcome,
    localDay: flowAction.localDay,
    localWeekday: flowAction.localWeekday,
    localHour: flowAction.localHour,
  }
}

/** Escalations whose id comes after `after`, by id. */
export async function listEscalations(
  conn: Reader,
  organizationId: string,
  after: string,
  limit: number,
): Promise<Escalation[]> {
  const query = conn.prepared('escalations for analytics', (c) => {
    const { flowAction } = c.t
    return c
      .select(fields(c))
      .from(flowAction)
      .where(
        and(
          eq(flowAction.organizationId, sql.placeholder('organizationId')),
          sql`${flowAction.id} > ${sql.placeholder('after')}`,
          sql`${flowAction.kind} = 'escalate'`,
        ),
      )
      .orderBy(asc(flowAction.id))
      .limit(sql.placeholder('limit'))
  })
  return query.execute({ organizationId, after, limit })
}

/** All escalations of these workflows. */
export function listOfWorkflows(conn: Reader, organizationId: string, workflowIds: string[]): Promise<Escalation[]> {
  return selectIn(conn, 'escalations of workflows', workflowIds, { organizationId }, (c, list) => {
    const { flowAction } = c.t
    const theirs = sql`${flowAction.workflowId} in (${list}) and ${flowAction.kind} = 'escalate'`
    return c
      .select(fields(c))
      .from(flowAction)
      .where(and(eq(flowAction.organizationId, sql.placeholder('organizationId')), theirs))
  })
}

/** An act of the story, as far as it says what may have changed. */
export type Act = { id: string; subject: string; type: string }

/** Acts whose id comes after `after`, by id. */
export async function listActs(conn: Reader, organizationId: string, after: string, limit: number): Promise<Act[]> {
  const query = conn.prepared('acts for analytics', (c) => {
    const { timeline } = c.t
    return c
      .select({ id: timeline.id, subject: timeline.subject, type: timeline.type })
      .from(timeline)
      .where(
        and(
          eq(timeline.organizationId, sql.placeholder('organizationId')),
          sql`${timeline.id} > ${sql.placeholder('after')}`,
        ),
      )
      .orderBy(asc(timeline.id))
      .limit(sql.placeholder('limit'))
  })
  return query.execute({ organizationId, after, limit })
}

/** The id of the latest act; empty where there is none. */
export async function latestAct(conn: Reader, organizationId: string): Promise<string> {
  const query = conn.prepared('latest act', (c) => {
    const { timeline } = c.t
    return c
      .select({ id: timeline.id })
      .from(timeline)
      .where(eq(timeline.organizationId, sql.placeholder('organizationId')))
      .orderBy(desc(timeline.id))
      .limit(1)
  })
  const [row] = await query.execute({ organizationId })
  return row?.id ?? ''
}

/** The teams that still exist, each with its members. */
export async function listTeams(conn: Reader, organizationId: string): Promise<Teams> {
  const query = conn.prepared('teams for analytics', (c) => {
    const { team, teamMember } = c.t
    const same = and(eq(teamMember.organizationId, team.organizationId), eq(teamMember.teamId, team.id))
    return c
      .select({ teamId: team.id, userId: teamMember.userId })
      .from(team)
      .leftJoin(teamMember, same)
      .where(and(eq(team.organizationId, sql.placeholder('organizationId')), sql`${team.removedAt} is null`))
      .orderBy(asc(team.id), asc(teamMember.userId))
  })
  const teams = new Map<string, string[]>()
  for (const { teamId, userId } of await query.execute({ organizationId })) {
    const members = teams.get(teamId) ?? []
    if (userId !== null) members.push(userId)
    teams.set(teamId, members)
  }
  return teams
}
