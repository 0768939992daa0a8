import { and, asc, eq, gt } from 'drizzle-orm'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'

/** All signals in the order of their ids, with the ids by which their customer and workflow are known elsewhere. */
export async function listSignals(
  conn: Reader,
  organizationId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const { signal, customer, workflow } = conn.t
  const [last] = decodeCursor(cursor, ['text']) ?? []
  const rows = await conn
    .select({ signal, customerExternalId: customer.externalId, workflowExternalId: workflow.externalId })
    .from(signal)
    .leftJoin(customer, and(eq(customer.organizationId, signal.organizationId), eq(customer.id, signal.customerId)))
    .leftJoin(workflow, and(eq(workflow.organizationId, signal.organizationId), eq(workflow.id, signal.workflowId)))
    .where(
      and(
        eq(signal.organizationId, organizationId),
        last === undefined ? undefined : gt(signal.externalId, String(last)),
      ),
    )
    .orderBy(asc(signal.externalId))
    .limit(limit + 1)
  const signals = rows.slice(0, limit)
  const end = signals.at(-1)
  return { signals, nextCursor: rows.length > limit && end ? encodeCursor([end.signal.externalId]) : null }
}
