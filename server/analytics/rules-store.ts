import { and, count, eq, gte, inArray, lt, sql } from 'drizzle-orm'
import type { RuleCount } from '../../shared/analytics/rules.ts'
import type { Filter } from '../../shared/analytics/schema.ts'
import { firstIdAt } from '../clock.ts'
import type { Reader } from '../db/engine.ts'

/** What happened to each rule in a period, counted. The ids of events grow with time, so the key itself finds it. */
export async function countRuleEvents(
  conn: Reader,
  organizationId: string,
  { from, to }: Pick<Filter, 'from' | 'to'>,
): Promise<RuleCount[]> {
  const { ruleEvent: t, flowAction } = conn.t
  return conn
    .select({
      ruleId: t.ruleId,
      type: t.type,
      events: count(),
      notNeeded: sql<number>`count(case when ${flowAction.outcome} = 'not_needed' then 1 end)`.mapWith(Number),
    })
    .from(t)
    .leftJoin(flowAction, and(eq(flowAction.organizationId, t.organizationId), eq(flowAction.id, t.flowActionId)))
    .where(
      and(
        eq(t.organizationId, organizationId),
        from === undefined ? undefined : gte(t.id, firstIdAt(from)),
        to === undefined ? undefined : lt(t.id, firstIdAt(to)),
      ),
    )
    .groupBy(t.ruleId, t.type)
}

/** Names of rules, removed ones too, by id; and whether each was removed. */
export async function ruleNames(
  conn: Reader,
  organizationId: string,
  ids: string[],
): Promise<Map<string, { name: string; removed: boolean }>> {
  if (ids.length === 0) return new Map()
  const { routingRule: t } = conn.t
  const rows = await conn
    .select({ id: t.id, name: t.name, removedAt: t.removedAt })
    .from(t)
    .where(and(eq(t.organizationId, organizationId), inArray(t.id, ids)))
  return new Map(rows.map(({ id, name, removedAt }) => [id, { name, removed: removedAt !== null }]))
}
