import { and, asc, eq, sql } from 'drizzle-orm'
import { badField } from '../../shared/errors.ts'
import { HOUR } from '../../shared/time/instant.ts'
import { recordAudit } from '../audit/record.ts'
import type { Caller } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { metricNames } from '../facts/store.ts'
import { announce } from '../live/hints.ts'
import { beginAnew } from './anew.ts'
import type { RuleParts } from './service.ts'

export type Freshness = { metric: string; hours: number; staleCustomers: number }[]

/** Limits by metric, and of how many customers the reading that rules need is too old now. */
export async function listFreshness(conn: Reader, organizationId: string): Promise<Freshness> {
  const { metricFreshness: t, staleReading } = conn.t
  const stale = sql<number>`(select count(*) from ${staleReading} where ${staleReading.organizationId} = ${t.organizationId} and ${staleReading.metric} = ${t.metric})`
  return conn
    .select({ metric: t.metric, hours: t.hours, staleCustomers: stale.mapWith(Number) })
    .from(t)
    .where(eq(t.organizationId, organizationId))
    .orderBy(asc(t.metric))
}

/** The same of every metric that was ever read; `hours` is null where its readings count for good. */
export async function freshnessOfAll(
  conn: Reader,
  organizationId: string,
): Promise<{ metric: string; hours: number | null; staleCustomers: number }[]> {
  const limits = new Map((await listFreshness(conn, organizationId)).map((limit) => [limit.metric, limit]))
  const metrics = new Set([...(await metricNames(conn, organizationId)), ...limits.keys()])
  return [...metrics].sort().map((metric) => limits.get(metric) ?? { metric, hours: null, staleCustomers: 0 })
}

/**
 * Sets for how many hours a reading of a metric counts; null: for good. An older one is unknown to rules. Rules look at
 * everything again. Throws bad_request for a metric that was never read.
 */
export async function setFreshness(
  app: RuleParts,
  caller: Caller,
  { metric, hours }: { metric: string; hours: number | null },
): Promise<void> {
  const { organizationId } = caller
  if (hours !== null && !(await metricNames(app.db.read, organizationId)).includes(metric))
    throw badField(['metric'], 'There is no reading of this metric yet: use the name under which it is sent')
  await app.db.write(async (tx) => {
    const { metricFreshness: t, staleReading } = tx.t
    const mine = and(eq(t.organizationId, organizationId), eq(t.metric, metric))
    const [before] = await tx.select({ hours: t.hours }).from(t).where(mine)
    const told = { action: 'rule.freshness_changed', subject: 'rule:freshness', name: metric }
    await recordAudit(tx, caller, app.clock.now(), { ...told, before: before ?? null, after: { hours } })
    await tx.delete(t).where(mine)
    if (hours === null)
      await tx
        .delete(staleReading)
        .where(and(eq(staleReading.organizationId, organizationId), eq(staleReading.metric, metric)))
    else await tx.insert(t).values({ organizationId, metric, hours: Math.max(hours, 1_000 / HOUR) })
    await beginAnew(tx, organizationId)
    tx.afterCommit(() => {
      app.rules.wake()
      announce(organizationId, { topic: 'rule' })
    })
  })
}
