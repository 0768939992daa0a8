import { and, count, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import { byUrgency, type Urgent } from '../../shared/workflows/urgency.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'
import { type WorkflowPage, workflowViews } from './list.ts'

/**
 * What one person has to look at, most urgent first: their active workflows, those on which an escalation is only
 * scheduled (or reached nobody), and what was escalated to them. What is snoozed or skipped stays out of sight.
 */
export async function listQueue(
  conn: Reader,
  organizationId: string,
  { userId, now, cursor, limit = 50 }: { userId: string; now: Instant; cursor?: string | undefined; limit?: number },
): Promise<WorkflowPage> {
  const queue = await loadQueue(conn, organizationId, userId)
  const order = byUrgency(now)
  queue.sort(order)
  const position = decodeCursor(cursor, ['text', 'integer', 'integer', 'integer'])
  const last = position && {
    id: String(position[0]),
    escalatedToMe: position[1] === 1,
    priorityRank: Number(position[2]),
    dueAt: position[3] === null ? null : Number(position[3]),
  }
  // By place in the order, not by number: what was done meanwhile shifts nothing.
  const rest = last ? queue.filter((one) => order(last, one) < 0) : queue
  const page = rest.slice(0, limit)
  const end = page.at(-1)
  return {
    workflows: await workflowViews(
      conn,
      organizationId,
      page.map((one) => one.id),
    ),
    count: queue.length,
    nextCursor:
      rest.length > limit && end
        ? encodeCursor([end.id, end.escalatedToMe ? 1 : 0, end.priorityRank, end.dueAt])
        : null,
  }
}

/** A workflow that is its assignee's to look at: active, or an escalation that only waits or reached nobody. */
function minePart({ t: { workflow, flowAction } }: Reader): SQL | undefined {
  return and(
    eq(workflow.organizationId, sql.placeholder('organizationId')),
    eq(workflow.assigneeId, sql.placeholder('userId')),
    isNull(workflow.completedAt),
    inArray(workflow.status, ['active', 'escalated']),
    or(eq(workflow.status, 'active'), eq(flowAction.state, 'armed'), isNull(flowAction.recipientId)),
  )
}

/** An escalation that has reached me and is not over. */
function escalatedPart({ t: { flowAction } }: Reader): SQL | undefined {
  return and(
    eq(flowAction.organizationId, sql.placeholder('organizationId')),
    eq(flowAction.recipientId, sql.placeholder('userId')),
    sql`${flowAction.state} = 'fired'`,
    isNull(flowAction.endedAt),
  )
}

function openAction({ t: { workflow, flowAction } }: Reader): SQL | undefined {
  return and(eq(flowAction.organizationId, workflow.organizationId), eq(flowAction.id, workflow.flowActionId))
}

async function loadQueue(conn: Reader, organizationId: string, userId: string): Promise<Urgent[]> {
  const mine = await conn
    .prepared('queue of assignee', (c) => {
      const { workflow, flowAction } = c.t
      return c
        .select({ id: workflow.id, priorityRank: workflow.priorityRank, dueAt: workflow.dueAt })
        .from(workflow)
        .leftJoin(flowAction, openAction(c))
        .where(minePart(c))
    })
    .execute({ organizationId, userId })
  const escalated = await conn
    .prepared('queue of recipient', (c) => {
      const { workflow, flowAction } = c.t
      return c
        .select({ id: workflow.id, priorityRank: workflow.priorityRank, dueAt: workflow.dueAt })
        .from(flowAction)
        .innerJoin(
          workflow,
          and(eq(workflow.organizationId, flowAction.organizationId), eq(workflow.id, flowAction.workflowId)),
        )
        .where(escalatedPart(c))
    })
    .execute({ organizationId, userId })
  const queue = new Map<string, Urgent>(mine.map((row) => [row.id, { ...row, escalatedToMe: false }]))
  for (const row of escalated) queue.set(row.id, { ...row, escalatedToMe: true })
  return [...queue.values()]
}

/** Counted where it is: the menu asks after every change, and nobody is both who has it and who received it. */
async function countQueue(conn: Reader, organizationId: string, userId: string): Promise<number> {
  const [mine] = await conn
    .prepared('length of queue', (c) =>
      c.select({ count: count() }).from(c.t.workflow).leftJoin(c.t.flowAction, openAction(c)).where(minePart(c)),
    )
    .execute({ organizationId, userId })
  const [escalated] = await conn
    .prepared('escalated in queue', (c) => c.select({ count: count() }).from(c.t.flowAction).where(escalatedPart(c)))
    .execute({ organizationId, userId })
  return (mine?.count ?? 0) + (escalated?.count ?? 0)
}

export type Counts = { queue: number; escalated: number; snoozed: number; skipped: number }

/** The numbers beside the menu: my queue, and what of mine (or escalated to me) is escalated, snoozed, skipped. */
export async function countMine(conn: Reader, organizationId: string, userId: string): Promise<Counts> {
  const { workflow, flowAction } = conn.t
  const assigned = eq(workflow.assigneeId, userId)
  const where = (condition: SQL | undefined) => and(eq(workflow.organizationId, organizationId), condition)
  const waiting = await conn
    .select({ status: workflow.status, count: count() })
    .from(workflow)
    .where(where(and(assigned, isNull(workflow.completedAt), inArray(workflow.status, ['snoozed', 'skipped']))))
    .groupBy(workflow.status)
  const escalatedTo = conn
    .select({ id: flowAction.workflowId })
    .from(flowAction)
    .where(
      and(
        eq(flowAction.organizationId, organizationId),
        eq(flowAction.recipientId, userId),
        eq(flowAction.kind, 'escalate'),
        isNull(flowAction.endedAt),
      ),
    )
  const [escalated] = await conn
    .select({ count: count() })
    .from(workflow)
    .where(where(and(eq(workflow.status, 'escalated'), or(assigned, inArray(workflow.id, escalatedTo)))))
  const countOf = new Map(waiting.map((row) => [row.status, row.count]))
  return {
    queue: await countQueue(conn, organizationId, userId),
    escalated: escalated?.count ?? 0,
    snoozed: countOf.get('snoozed') ?? 0,
    skipped: countOf.get('skipped') ?? 0,
  }
}
