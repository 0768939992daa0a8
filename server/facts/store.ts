import { and, asc, desc, eq, gte, sql } from 'drizzle-orm'
import type { Fact } from '../../shared/customers/change.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'
import { markForRules } from './rule-marks.ts'

export type FactRow = Fact & {
  /** `customer:<id>` or `workflow:<id>`. */
  subject: string
  /** When it was so, as the sender says. */
  at: Instant
  receivedAt: Instant
}

/**
 * Appends facts to history, and lets rules that read them look. Nothing ever changes or removes them.
 * @param quiet what is imported is history, and no rule looks at it
 */
export async function appendFacts(
  tx: Writer,
  organizationId: string,
  facts: FactRow[],
  { quiet = false }: { quiet?: boolean } = {},
): Promise<void> {
  const rows = facts.map((fact) => ({ organizationId, id: newId(fact.receivedAt), ...fact }))
  await insertMany(tx, tx.t.factChange, rows)
  if (!quiet) await markForRules(tx, organizationId, facts)
}

/** Metrics whose readings grow too old: an equal reading of these is news. */
export async function limitedMetrics(conn: Reader, organizationId: string): Promise<Set<string>> {
  const query = conn.prepared('metrics with a freshness limit', (c) => {
    const { metricFreshness: t } = c.t
    return c
      .select({ metric: t.metric })
      .from(t)
      .where(eq(t.organizationId, sql.placeholder('organizationId')))
  })
  return new Set((await query.execute({ organizationId })).map(({ metric }) => metric))
}

/** Readings of a customer's metric since `from`, oldest first: the newest `limit` of them. */
export async function metricHistory(
  conn: Reader,
  organizationId: string,
  { customerId, metric, from, limit = 2_000 }: { customerId: string; metric: string; from: Instant; limit?: number },
): Promise<{ at: Instant; value: number }[]> {
  const { factChange } = conn.t
  const rows = await conn
    .select({ at: factChange.at, value: factChange.value })
    .from(factChange)
    .where(
      and(
        eq(factChange.organizationId, organizationId),
        eq(factChange.subject, `customer:${customerId}`),
        eq(factChange.field, `metric:${metric}`),
        gte(factChange.at, from),
      ),
    )
    .orderBy(desc(factChange.at), desc(factChange.id))
    .limit(limit)
  // A null says that the metric was forgotten then.
  return rows.reverse().flatMap(({ at, value }) => (typeof value === 'number' ? [{ at, value }] : []))
}

/** Names of the metrics that were ever read in the organization, sorted. */
export async function metricNames(conn: Reader, organizationId: string): Promise<string[]> {
  const { customerMetric } = conn.t
  const rows = await conn
    .selectDistinct({ metric: customerMetric.metric })
    .from(customerMetric)
    .where(eq(customerMetric.organizationId, organizationId))
    .orderBy(asc(customerMetric.metric))
  return rows.map((row) => row.metric)
}

/** Names of customers' properties, from the 2,000 that changed last; sorted, at most 200. */
export async function propertyNames(conn: Reader, organizationId: string): Promise<string[]> {
  const { customer } = conn.t
  const rows = await conn
    .select({ properties: customer.properties })
    .from(customer)
    .where(eq(customer.organizationId, organizationId))
    .orderBy(desc(customer.updatedAt))
    .limit(2_000)
  return [...new Set(rows.flatMap((row) => Object.keys(row.properties)))].sort().slice(0, 200)
}
