import { count, eq, and } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'
import { findKnown } from './known-store.ts'
import { requireRule } from './service.ts'
import { quarantinedStates } from './state-store.ts'

export type QuarantinePage = {
  workflows: {
    workflowId: string
    customerName: string
    definition: string
    since: Instant | null
    /** The condition still holds. */
    holds: boolean
  }[]
  count: number
  nextCursor: string | null
}

const LIMIT = 50

/** What a rule has in quarantine. Throws not_found. */
export async function listQuarantined(
  conn: Reader,
  organizationId: string,
  ruleId: string,
  cursor?: string,
): Promise<QuarantinePage> {
  await requireRule(conn, organizationId, ruleId)
  const [after] = decodeCursor(cursor, ['text']) ?? ['']
  const states = await quarantinedStates(conn, organizationId, ruleId, { after: String(after), limit: LIMIT + 1 })
  const page = states.slice(0, LIMIT)
  const known = new Map(
    (
      await findKnown(
        conn,
        organizationId,
        page.map(({ workflowId }) => workflowId),
      )
    ).map((one) => [one.workflowId, one]),
  )
  const { ruleState: t } = conn.t
  const [total] = await conn
    .select({ count: count() })
    .from(t)
    .where(and(eq(t.organizationId, organizationId), eq(t.ruleId, ruleId), eq(t.outcome, 'quarantined')))
  const last = page.at(-1)
  return {
    workflows: page.map(({ workflowId, actedAt, matchedSince }) => ({
      workflowId,
      customerName: known.get(workflowId)?.customerName ?? '',
      definition: known.get(workflowId)?.definition ?? '',
      since: actedAt,
      holds: matchedSince !== null,
    })),
    count: total?.count ?? 0,
    nextCursor: states.length > LIMIT && last ? encodeCursor([last.workflowId]) : null,
  }
}
