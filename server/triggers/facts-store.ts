import { and, eq, gte, isNull, sql } from 'drizzle-orm'
import { HOUR, type Instant } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'

/** What trigger sets ask about: each of these is one seek. */

export type Reading = { value: number; at: Instant; receivedAt: Instant }

/** The current value of a metric; null where no reading is known. */
export async function currentReading(
  conn: Reader,
  organizationId: string,
  customerId: string,
  metric: string,
): Promise<Reading | null> {
  const query = conn.prepared('current reading', (c) => {
    const { customerMetric: t } = c.t
    return c
      .select({ value: t.value, at: t.at, receivedAt: t.receivedAt })
      .from(t)
      .where(
        and(
          eq(t.organizationId, sql.placeholder('organizationId')),
          eq(t.customerId, sql.placeholder('customerId')),
          eq(t.metric, sql.placeholder('metric')),
        ),
      )
  })
  return (await query.execute({ organizationId, customerId, metric }))[0] ?? null
}

export type Conversation = { lastInboundAt: Instant | null; lastOutboundAt: Instant | null }

/** When the customer last wrote, and was last written to. */
export async function conversationOf(conn: Reader, organizationId: string, customerId: string): Promise<Conversation> {
  const query = conn.prepared('conversation', (c) => {
    const { customer: t } = c.t
    return c
      .select({ lastInboundAt: t.lastInboundAt, lastOutboundAt: t.lastOutboundAt })
      .from(t)
      .where(and(eq(t.organizationId, sql.placeholder('organizationId')), eq(t.id, sql.placeholder('customerId'))))
  })
  const [row] = await query.execute({ organizationId, customerId })
  return row ?? { lastInboundAt: null, lastOutboundAt: null }
}

export type Target = { name: string; completedAt: Instant | null }

/** The workflow that a trigger waits for, called by its definition; null where there is none. */
export async function workflowTarget(conn: Reader, organizationId: string, workflowId: string): Promise<Target | null> {
  const query = conn.prepared('workflow target', (c) => {
    const { workflow, workflowDefinition } = c.t
    return c
      .select({ name: workflowDefinition.name, completedAt: workflow.completedAt })
      .from(workflow)
      .innerJoin(
        workflowDefinition,
        and(
          eq(workflowDefinition.organizationId, workflow.organizationId),
          eq(workflowDefinition.id, workflow.definitionId),
        ),
      )
      .where(
        and(
          eq(workflow.organizationId, sql.placeholder('organizationId')),
          eq(workflow.id, sql.placeholder('workflowId')),
        ),
      )
  })
  return (await query.execute({ organizationId, workflowId }))[0] ?? null
}

/** The action of a workflow that a trigger waits for; null where there is none. */
export async function actionTarget(
  conn: Reader,
  organizationId: string,
  workflowId: string,
  actionId: string,
): Promise<Target | null> {
  const query = conn.prepared('action target', (c) => {
    const { workflowAction: t } = c.t
    return c
      .select({ name: t.name, completedAt: t.completedAt })
      .from(t)
      .where(
        and(
          eq(t.organizationId, sql.placeholder('organizationId')),
          eq(t.workflowId, sql.placeholder('workflowId')),
          eq(t.actionId, sql.placeholder('actionId')),
        ),
      )
  })
  return (await query.execute({ organizationId, workflowId, actionId }))[0] ?? null
}

/** Has the customer written since (by arrival) without the message having been analysed yet? */
export async function hasUnanalysed(
  conn: Reader,
  organizationId: string,
  customerId: string,
  since: Instant,
): Promise<boolean> {
  const query = conn.prepared('unanalysed message', (c) => {
    const { message: t } = c.t
    return c
      .select({ id: t.id })
      .from(t)
      .where(
        and(
          eq(t.organizationId, sql.placeholder('organizationId')),
          eq(t.customerId, sql.placeholder('customerId')),
          gte(t.at, sql.placeholder('sentSince')),
          gte(t.receivedAt, sql.placeholder('since')),
          sql`${t.direction} = 'inbound'`,
          isNull(t.analysedAt),
        ),
      )
      .limit(1)
  })
  // What was older than that on arrival is history.
  return (await query.execute({ organizationId, customerId, since, sentSince: since - HOUR })).length > 0
}

/** The workflow that a person means by Hoist's id or `ext:<externalId>`; null where there is none. */
export async function findTargetId(conn: Reader, organizationId: string, reference: string): Promise<string | null> {
  const external = reference.startsWith('ext:')
  const query = conn.prepared(external ? 'target by external id' : 'target by id', (c) => {
    const { workflow } = c.t
    return c
      .select({ id: workflow.id })
      .from(workflow)
      .where(
        and(
          eq(workflow.organizationId, sql.placeholder('organizationId')),
          eq(external ? workflow.externalId : workflow.id, sql.placeholder('key')),
        ),
      )
  })
  const key = external ? reference.slice('ext:'.length) : reference
  return (await query.execute({ organizationId, key }))[0]?.id ?? null
}
