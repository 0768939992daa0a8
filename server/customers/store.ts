import { and, eq, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { MetricReading } from '../../shared/customers/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { excluded } from '../db/excluded.ts'
import { insertMany } from '../db/insert-many.ts'
import { byReference, splitReferences } from '../db/references.ts'
import { selectIn } from '../db/select-in.ts'

export type CustomerRow = Schema['customer']['$inferSelect']
export type CustomerName = { id: string; externalId: string | null; name: string }

/** Customers by reference (Hoist's id or `ext:<externalId>`); those the organization does not have are not in the map. */
export async function findCustomers(
  conn: Reader,
  organizationId: string,
  references: Iterable<string>,
): Promise<Map<string, CustomerName>> {
  const { ids, externalIds } = splitReferences(references)
  const find = (key: 'id' | 'externalId', keys: string[]) =>
    selectIn(conn, `customers by ${key}`, keys, { organizationId }, (c, list) => {
      const { customer } = c.t
      return c
        .select({ id: customer.id, externalId: customer.externalId, name: customer.name })
        .from(customer)
        .where(and(eq(customer.organizationId, sql.placeholder('organizationId')), sql`${customer[key]} in (${list})`))
    })
  return byReference(await find('id', ids), await find('externalId', externalIds))
}

/** Hoist's id of the customer that is meant by `reference`. */
export async function findCustomerId(
  conn: Reader,
  organizationId: string,
  reference: string,
): Promise<string | undefined> {
  return (await findCustomers(conn, organizationId, [reference])).get(reference)?.id
}

/** Whole customers, by external id. */
export async function customersByExternalId(
  conn: Reader,
  organizationId: string,
  externalIds: readonly string[],
): Promise<Map<string, CustomerRow>> {
  const rows = await selectIn(conn, 'whole customers', externalIds, { organizationId }, (c, list) => {
    const { customer } = c.t
    return c
      .select()
      .from(customer)
      .where(
        and(eq(customer.organizationId, sql.placeholder('organizationId')), sql`${customer.externalId} in (${list})`),
      )
  })
  return new Map(rows.map((row) => [row.externalId ?? '', row]))
}

/** Current readings of these customers, by customer and metric. */
export async function currentMetrics(
  conn: Reader,
  organizationId: string,
  customerIds: readonly string[],
): Promise<Map<string, Map<string, MetricReading>>> {
  const rows = await selectIn(conn, 'current metrics', customerIds, { organizationId }, (c, list) => {
    const { customerMetric } = c.t
    return c
      .select({
        customerId: customerMetric.customerId,
        metric: customerMetric.metric,
        value: customerMetric.value,
        previousValue: customerMetric.previousValue,
        at: customerMetric.at,
      })
      .from(customerMetric)
      .where(
        and(
          eq(customerMetric.organizationId, sql.placeholder('organizationId')),
          sql`${customerMetric.customerId} in (${list})`,
        ),
      )
  })
  const found = new Map<string, Map<string, MetricReading>>()
  for (const { customerId, ...reading } of rows) {
    const metrics = found.get(customerId) ?? new Map<string, MetricReading>()
    found.set(customerId, metrics.set(reading.metric, reading))
  }
  return found
}

export async function insertCustomers(tx: Writer, rows: CustomerRow[]): Promise<void> {
  await insertMany(tx, tx.t.customer, rows, 'ignore')
}

/** Changes what an upsert may change. */
export async function updateCustomer(
  tx: Writer,
  organizationId: string,
  id: string,
  change: Partial<Omit<CustomerRow, 'organizationId' | 'id' | 'createdAt'>>,
): Promise<void> {
  const { customer } = tx.t
  await tx
    .update(customer)
    .set(change)
    .where(and(eq(customer.organizationId, organizationId), eq(customer.id, id)))
}

export type NewReading = { customerId: string; metric: string; value: number; at: Instant; receivedAt: Instant }

/**
 * Makes each reading the current value of its metric if its `at` is the greatest so far; of two with the same `at`
 * the one heard of later counts. An older one changes nothing.
 */
export async function setReadings(tx: Writer, organizationId: string, readings: Iterable<NewReading>): Promise<void> {
  const statement = tx.prepared('set reading', (c) => {
    const { customerMetric } = c.t
    const given = (name: keyof NewReading | 'organizationId') => sql`${sql.placeholder(name)}`
    return c
      .insert(customerMetric)
      .values({
        organizationId: given('organizationId'),
        customerId: given('customerId'),
        metric: given('metric'),
        value: given('value'),
        previousValue: null,
        at: given('at'),
        receivedAt: given('receivedAt'),
      })
      .onConflictDoUpdate({
        target: [customerMetric.organizationId, customerMetric.customerId, customerMetric.metric],
        set: {
          value: excluded(customerMetric.value),
          previousValue: sql`${customerMetric.value}`,
          at: excluded(customerMetric.at),
          receivedAt: excluded(customerMetric.receivedAt),
        },
        setWhere: lte(customerMetric.at, excluded(customerMetric.at)),
      })
      .returning({ metric: customerMetric.metric })
  })
  for (const reading of readings) await statement.execute({ organizationId, ...reading })
}

/** Forgets the current value of these metrics: they are unknown from now on. */
export async function forgetMetrics(
  tx: Writer,
  organizationId: string,
  customerId: string,
  metrics: string[],
): Promise<void> {
  const { customerMetric } = tx.t
  await tx
    .delete(customerMetric)
    .where(
      and(
        eq(customerMetric.organizationId, organizationId),
        eq(customerMetric.customerId, customerId),
        inArray(customerMetric.metric, metrics),
      ),
    )
}

/** Moves the time of a customer's latest login or message forward, never back. */
export async function setLatest(
  tx: Writer,
  organizationId: string,
  field: 'lastLoginAt' | 'lastInboundAt' | 'lastOutboundAt',
  latest: ReadonlyMap<string, Instant>,
): Promise<void> {
  const statement = tx.prepared(`set ${field}`, (c) => {
    const { customer } = c.t
    return c
      .update(customer)
      .set({ [field]: sql`${sql.placeholder('at')}` })
      .where(
        and(
          eq(customer.organizationId, sql.placeholder('organizationId')),
          eq(customer.id, sql.placeholder('customerId')),
          or(isNull(customer[field]), lt(customer[field], sql.placeholder('at'))),
        ),
      )
      .returning({ id: customer.id })
  })
  for (const [customerId, at] of latest) await statement.execute({ organizationId, customerId, at })
}
