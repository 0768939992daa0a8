import { and, count, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { ListInput } from '../../shared/escalations/bodies.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'
import { after, inOrder } from '../db/keyset.ts'

const LIMIT = 50

/** A page of workflow ids; `count` is how many fit in all. */
export type OpenPage = { workflowIds: string[]; count: number; nextCursor: string | null }

/** Workflows with an open flow action of this kind, the latest first. `me` is who asks. */
export async function listOpen(
  conn: Reader,
  organizationId: string,
  { limit = LIMIT, cursor, ...filter }: ListInput,
  me: string,
): Promise<OpenPage> {
  const { flowAction, workflow } = conn.t
  const fits = fitting(conn, organizationId, filter, me)
  const position = decodeCursor(cursor, ['integer', 'text'])
  const sameWorkflow = and(
    eq(workflow.organizationId, flowAction.organizationId),
    eq(workflow.id, flowAction.workflowId),
  )
  const rows = await conn
    .select({ id: flowAction.id, workflowId: flowAction.workflowId, createdAt: flowAction.createdAt })
    .from(flowAction)
    .innerJoin(workflow, sameWorkflow)
    .where(and(fits, position && after(flowAction.createdAt, flowAction.id, 'desc', position)))
    .orderBy(...inOrder(flowAction.createdAt, flowAction.id, 'desc'))
    .limit(limit + 1)
  const [total] = await conn.select({ count: count() }).from(flowAction).innerJoin(workflow, sameWorkflow).where(fits)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    workflowIds: page.map((row) => row.workflowId),
    count: total?.count ?? 0,
    nextCursor: rows.length > limit && last ? encodeCursor([last.createdAt, last.id]) : null,
  }
}

type Filter = Omit<ListInput, 'limit' | 'cursor'>

function fitting(conn: Reader, organizationId: string, filter: Filter, me: string): SQL | undefined {
  const { flowAction, workflow } = conn.t
  const concerns = (userId: string) => or(eq(workflow.assigneeId, userId), eq(flowAction.recipientId, userId))
  return and(
    eq(flowAction.organizationId, organizationId),
    eq(flowAction.kind, filter.kind),
    isNull(flowAction.endedAt),
    filter.userId === undefined ? undefined : concerns(filter.userId),
    filter.mine ? concerns(me) : undefined,
    filter.escalatedToMe ? eq(flowAction.recipientId, me) : undefined,
    // An immediate escalation has no trigger that could have fired: it is always in the list.
    filter.includeTriggered ? undefined : sql`not (${flowAction.state} = 'fired' and ${flowAction.triggerCount} > 0)`,
  )
}
