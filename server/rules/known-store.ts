import { and, asc, eq, gt, ne, sql } from 'drizzle-orm'
import type { Known } from '../../shared/rules/known.ts'
import { HOUR, type Instant } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'

/** What rules read of a workflow, and what they need to act on it. */
export type Subject = Known & {
  workflowId: string
  customerId: string
  customerName: string
  assigneeId: string | null
  /** A flow action is open on it. */
  open: boolean
}

function columns({ t: { workflow, customer, workflowDefinition } }: Reader) {
  return {
    workflowId: workflow.id,
    customerId: workflow.customerId,
    customerName: customer.name,
    assigneeId: workflow.assigneeId,
    flowActionId: workflow.flowActionId,
    status: workflow.status,
    statusChangedAt: workflow.statusChangedAt,
    priority: workflow.priority,
    dueAt: workflow.dueAt,
    definition: workflowDefinition.name,
    segment: customer.segment,
    tags: customer.tags,
    properties: customer.properties,
    renewalAt: customer.renewalAt,
    lastLoginAt: customer.lastLoginAt,
    riskLevel: customer.riskLevel,
    openAlerts: customer.openAlerts,
  }
}

function joined(conn: Reader) {
  const { workflow, customer, workflowDefinition: definition } = conn.t
  return conn
    .select(columns(conn))
    .from(workflow)
    .innerJoin(
      customer,
      and(eq(customer.organizationId, workflow.organizationId), eq(customer.id, workflow.customerId)),
    )
    .innerJoin(
      definition,
      and(eq(definition.organizationId, workflow.organizationId), eq(definition.id, workflow.definitionId)),
    )
}

type Row = Awaited<ReturnType<typeof joined>>[number]

/** Workflows with everything rules read, completed ones too; in no particular order. */
export async function findKnown(
  conn: Reader,
  organizationId: string,
  workflowIds: readonly string[],
): Promise<Subject[]> {
  const rows = await selectIn(conn, 'known of workflows', workflowIds, { organizationId }, (c, list) => {
    const { workflow } = c.t
    return joined(c).where(
      and(eq(workflow.organizationId, sql.placeholder('organizationId')), sql`${workflow.id} in (${list})`),
    )
  })
  return withMetrics(conn, organizationId, rows)
}

/** The next workflows, by id, that are not completed. */
export async function knownAfter(
  conn: Reader,
  organizationId: string,
  after: string,
  limit: number,
): Promise<Subject[]> {
  const query = conn.prepared('known of the next workflows', (c) => {
    const { workflow } = c.t
    return joined(c)
      .where(
        and(
          eq(workflow.organizationId, sql.placeholder('organizationId')),
          gt(workflow.id, sql.placeholder('after')),
          ne(workflow.status, 'completed'),
        ),
      )
      .orderBy(asc(workflow.id))
      .limit(sql.placeholder('limit'))
  })
  return withMetrics(conn, organizationId, await query.execute({ organizationId, after, limit }))
}

async function withMetrics(conn: Reader, organizationId: string, rows: readonly Row[]): Promise<Subject[]> {
  const customers = [...new Set(rows.map(({ customerId }) => customerId))]
  const readings = await selectIn(conn, 'readings that rules read', customers, { organizationId }, (c, list) => {
    const { customerMetric: t } = c.t
    return c
      .select({ customerId: t.customerId, metric: t.metric, value: t.value, at: t.at })
      .from(t)
      .where(and(eq(t.organizationId, sql.placeholder('organizationId')), sql`${t.customerId} in (${list})`))
  })
  const metrics = new Map<string, Map<string, { value: number; at: Instant }>>()
  for (const { customerId, metric, value, at } of readings) {
    const own = metrics.get(customerId) ?? new Map<string, { value: number; at: Instant }>()
    metrics.set(customerId, own.set(metric, { value, at }))
  }
  return rows.map(({ flowActionId, ...row }) => ({
    ...row,
    open: flowActionId !== null,
    metrics: metrics.get(row.customerId) ?? new Map<string, never>(),
  }))
}

/** The workflows of a customer that are not completed. */
export async function openWorkflowIds(conn: Reader, organizationId: string, customerId: string): Promise<string[]> {
  const query = conn.prepared('open workflows of customer', (c) => {
    const { workflow } = c.t
    return c
      .select({ id: workflow.id })
      .from(workflow)
      .where(
        and(
          eq(workflow.organizationId, sql.placeholder('organizationId')),
          eq(workflow.customerId, sql.placeholder('customerId')),
          ne(workflow.status, 'completed'),
        ),
      )
      .orderBy(asc(workflow.id))
  })
  return (await query.execute({ organizationId, customerId })).map(({ id }) => id)
}

/** How long readings count, in milliseconds by metric. */
export async function freshnessOf(conn: Reader, organizationId: string): Promise<Map<string, number>> {
  const query = conn.prepared('freshness of metrics', (c) => {
    const { metricFreshness: t } = c.t
    return c
      .select({ metric: t.metric, hours: t.hours })
      .from(t)
      .where(eq(t.organizationId, sql.placeholder('organizationId')))
  })
  return new Map((await query.execute({ organizationId })).map(({ metric, hours }) => [metric, hours * HOUR]))
}
