import { and, asc, eq, gt, lte, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Place } from '../../shared/analytics/latest.ts'
import type { Reader } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'
import { fitting } from './filter-store.ts'

function selection(conn: Reader) {
  const { flowAction, workflow, customer, workflowDefinition, member, team } = conn.t
  const [recipient, assignee] = [alias(member, 'r'), alias(member, 'a')]
  const same = flowAction.organizationId
  return conn
    .select({
      id: flowAction.id,
      state: flowAction.state,
      createdAt: flowAction.createdAt,
      firedAt: flowAction.firedAt,
      endedAt: flowAction.endedAt,
      endedBy: flowAction.endedBy,
      workflowId: flowAction.workflowId,
      workflowExternalId: workflow.externalId,
      customerId: flowAction.customerId,
      customerName: customer.name,
      definitionId: flowAction.definitionId,
      definitionName: workflowDefinition.name,
      recipientId: flowAction.recipientId,
      recipientName: recipient.name,
      recipientTeamId: flowAction.recipientTeamId,
      recipientTeamName: team.name,
      assigneeId: flowAction.assigneeId,
      assigneeName: assignee.name,
      triggerType: flowAction.triggerType,
      triggerCount: flowAction.triggerCount,
      logic: flowAction.logic,
      source: flowAction.source,
      reason: flowAction.reason,
      firedLate: flowAction.firedLate,
      outcome: flowAction.outcome,
    })
    .from(flowAction)
    .innerJoin(workflow, and(eq(workflow.organizationId, same), eq(workflow.id, flowAction.workflowId)))
    .innerJoin(customer, and(eq(customer.organizationId, same), eq(customer.id, flowAction.customerId)))
    .innerJoin(
      workflowDefinition,
      and(eq(workflowDefinition.organizationId, same), eq(workflowDefinition.id, flowAction.definitionId)),
    )
    .leftJoin(recipient, and(eq(recipient.organizationId, same), eq(recipient.userId, flowAction.recipientId)))
    .leftJoin(assignee, and(eq(assignee.organizationId, same), eq(assignee.userId, flowAction.assigneeId)))
    .leftJoin(team, and(eq(team.organizationId, same), eq(team.id, flowAction.recipientTeamId)))
}

/** An escalation with the names that belong to it. */
export type Line = Awaited<ReturnType<typeof selection>>[number]

/** The escalations of these ids, by id. */
export async function linesOf(conn: Reader, organizationId: string, ids: string[]): Promise<Map<string, Line>> {
  const rows = await selectIn<Line>(conn, 'escalation lines', ids, { organizationId }, (c, list) => {
    const { flowAction } = c.t
    const which = and(
      eq(flowAction.organizationId, sql.placeholder('organizationId')),
      sql`${flowAction.id} in (${list})`,
    )
    return selection(c).where(which)
  })
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * The next of the escalations that fit, the oldest first, of at most `scan` that are looked at: with a narrow filter a
 * page may be empty and still not the last. `next` is where to go on; null at the end.
 */
export async function linePage(
  conn: Reader,
  organizationId: string,
  which: Parameters<typeof fitting>[2],
  after: Place | null,
  scan: number,
): Promise<{ lines: Line[]; next: Place | null }> {
  const { flowAction: t } = conn.t
  const inOrder = [asc(t.createdAt), asc(t.id)]
  const beyond =
    after === null
      ? undefined
      : and(
          // Said by itself, so that both engines begin there in the index.
          sql`${t.createdAt} >= ${after.createdAt}`,
          or(gt(t.createdAt, after.createdAt), and(eq(t.createdAt, after.createdAt), gt(t.id, after.id))),
        )
  const { from, to } = which.filter
  const period = fitting(conn, organizationId, { filter: { from, to }, scope: null, teams: new Map() })
  const [last] = await conn
    .select({ createdAt: t.createdAt, id: t.id })
    .from(t)
    .where(and(period, beyond))
    .orderBy(...inOrder)
    .limit(1)
    .offset(scan - 1)
  const until =
    last && and(lte(t.createdAt, last.createdAt), or(sql`${t.createdAt} < ${last.createdAt}`, lte(t.id, last.id)))
  const lines = await selection(conn)
    .where(and(fitting(conn, organizationId, which), beyond, until))
    .orderBy(...inOrder)
  return { lines, next: last ?? null }
}
