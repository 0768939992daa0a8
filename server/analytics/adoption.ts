import { and, count, countDistinct, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'

export type Adoption = {
  organizations: number
  /** With at least one rule that acts. */
  withActiveRules: number
  /** Escalations asked for since then in all organizations, and how many of them waited for triggers. */
  escalations: number
  conditional: number
}

/** How far conditional escalations and rules are used in the whole installation; for /metrics and `hoist doctor`. */
export async function readAdoption(conn: Reader, since: Instant): Promise<Adoption> {
  const { organization, routingRule, flowAction } = conn.t
  const [all] = await conn.select({ organizations: count() }).from(organization)
  const [rules] = await conn
    .select({ organizations: countDistinct(routingRule.organizationId) })
    .from(routingRule)
    .where(and(eq(routingRule.mode, 'on'), isNull(routingRule.removedAt), isNull(routingRule.pausedAt)))
  const totals = { organizations: all?.organizations ?? 0, withActiveRules: rules?.organizations ?? 0 }
  let [escalations, conditional] = [0, 0]
  // By organization, because the index begins with it.
  for (const { id } of await conn.select({ id: organization.id }).from(organization)) {
    const [row] = await conn
      .select({
        escalations: count(),
        conditional: sql<number>`count(case when ${flowAction.triggerCount} > 0 then 1 end)`.mapWith(Number),
      })
      .from(flowAction)
      .where(and(eq(flowAction.organizationId, id), eq(flowAction.kind, 'escalate'), gte(flowAction.createdAt, since)))
    escalations += row?.escalations ?? 0
    conditional += row?.conditional ?? 0
  }
  return { ...totals, escalations, conditional }
}
