import { and, eq, gte, inArray, isNotNull, isNull, lt, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { type Filter, NONE, type Scope } from '../../shared/analytics/schema.ts'
import type { Teams } from '../../shared/analytics/select.ts'
import type { Reader } from '../db/engine.ts'

/** The same filters as in memory, as a condition on `flow_action`: slow on many rows, and right on any. */
export function fitting(
  conn: Reader,
  organizationId: string,
  { filter, scope, teams }: { filter: Filter; scope: Scope; teams: Teams },
): SQL | undefined {
  const { flowAction: t } = conn.t
  const { from, to, definitionId, recipientId, triggerType, source } = filter
  return and(
    eq(t.organizationId, organizationId),
    eq(t.kind, 'escalate'),
    from === undefined ? undefined : gte(t.createdAt, from),
    to === undefined ? undefined : lt(t.createdAt, to),
    scope === null
      ? undefined
      : or(
          inArray(t.recipientId, [...scope.people]),
          inArray(t.assigneeId, [...scope.people]),
          inArray(t.recipientTeamId, [...scope.teams]),
        ),
    definitionId === undefined ? undefined : eq(t.definitionId, definitionId),
    recipientId === undefined
      ? undefined
      : recipientId === NONE
        ? isNull(t.recipientId)
        : eq(t.recipientId, recipientId),
    ofTeam(conn, filter.teamId, teams),
    triggerType === undefined ? undefined : eq(t.triggerType, triggerType),
    source === undefined ? undefined : eq(t.source, source),
    filter.triggerCount === undefined ? undefined : eq(t.triggerCount, filter.triggerCount),
    filter.logic === undefined ? undefined : eq(t.logic, filter.logic),
    filter.weekday === undefined ? undefined : eq(t.localWeekday, filter.weekday),
    filter.hour === undefined ? undefined : eq(t.localHour, filter.hour),
    filter.day === undefined ? undefined : eq(t.localDay, filter.day),
    part(conn, filter.only),
  )
}

function ofTeam(conn: Reader, teamId: string | undefined, teams: Teams): SQL | undefined {
  const { flowAction: t } = conn.t
  if (teamId === undefined) return undefined
  if (teamId !== NONE) return or(eq(t.recipientTeamId, teamId), inArray(t.recipientId, [...(teams.get(teamId) ?? [])]))
  const inAny = [...teams.values()].flat()
  return and(isNull(t.recipientTeamId), or(isNull(t.recipientId), notInArray(t.recipientId, inAny)))
}

function part(conn: Reader, only: Filter['only']): SQL | undefined {
  const { flowAction: t } = conn.t
  switch (only) {
    case undefined:
      return undefined
    case 'armed':
      return eq(t.state, 'armed')
    case 'conditional':
      return sql`${t.triggerCount} > 0`
    case 'timed':
      return and(sql`${t.triggerCount} > 0`, isNotNull(t.firedAt))
    case 'late':
      return eq(t.firedLate, true)
    case 'not_needed':
      return eq(t.outcome, 'not_needed')
  }
}
