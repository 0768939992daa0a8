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
  const { organization, flowAction } = conn.t
  const [all] = await conn.select({ organizations: count() }).from(organization)
  const totals = { organizations: all?.organizations ?? 0, withActiveRules: await organizationsWithRules(conn) }
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

/** How many organizations have a rule that is switched on. */
export async function organizationsWithRules(conn: Reader): Promise<number> {
  const { routingRule } = conn.t
  const rows = await conn
    .select({ organizations: countDistinct(routingRule.organizationId) })
    .from(routingRule)
    .where(and(eq(routingRule.mode, 'on'), isNull(routingRule.pausedAt), isNull(routingRule.removedAt)))
  return rows[0]?.organizations ?? 0
}
