import { and, eq, gte, inArray, lt, or } from 'drizzle-orm'
import type { Measured } from '../../shared/analytics/measures.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'

/** The escalations asked for from `from` until before `to`; with `people`, only theirs (assigned or escalated to them). */
export async function listEscalations(
  conn: Reader,
  organizationId: string,
  {
    from,
    to,
    people,
  }: { from?: Instant | undefined; to?: Instant | undefined; people?: readonly string[] | undefined },
): Promise<Measured[]> {
  const { flowAction } = conn.t
  const rows = await conn
    .select({
      triggerCount: flowAction.triggerCount,
      state: flowAction.state,
      createdAt: flowAction.createdAt,
      firedAt: flowAction.firedAt,
      firedLate: flowAction.firedLate,
      outcome: flowAction.outcome,
      recipientId: flowAction.recipientId,
    })
    .from(flowAction)
    .where(
      and(
        eq(flowAction.organizationId, organizationId),
        eq(flowAction.kind, 'escalate'),
        from === undefined ? undefined : gte(flowAction.createdAt, from),
        to === undefined ? undefined : lt(flowAction.createdAt, to),
        people && or(inArray(flowAction.recipientId, [...people]), inArray(flowAction.assigneeId, [...people])),
      ),
    )
  return rows.map(({ outcome, ...row }) => ({ ...row, notNeeded: outcome === 'not_needed' }))
}
