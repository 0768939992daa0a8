import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { type AuditEvent, diffOfDetails } from '../../shared/audit/schema.ts'
import type { Reader } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'

/** Ids between these, the first inclusive; ids begin with the time. */
export type IdRange = { from: string; before: string }

/** Changes of the settings, newest first. */
export async function auditWindow(
  conn: Reader,
  organizationId: string,
  { from, before }: IdRange,
  limit: number,
): Promise<AuditEvent[]> {
  const { auditEvent } = conn.t
  const own = eq(auditEvent.organizationId, organizationId)
  return conn
    .select({
      id: auditEvent.id,
      at: auditEvent.at,
      actor: auditEvent.actor,
      action: auditEvent.action,
      subject: auditEvent.subject,
      subjectName: auditEvent.subjectName,
      diff: auditEvent.diff,
      requestId: auditEvent.requestId,
    })
    .from(auditEvent)
    .where(and(own, gte(auditEvent.id, from), lt(auditEvent.id, before)))
    .orderBy(desc(auditEvent.id))
    .limit(limit)
}

/** Acts on workflows and customers in the same form, with the names these have now. */
export async function actWindow(
  conn: Reader,
  organizationId: string,
  { from, before }: IdRange,
  limit: number,
): Promise<AuditEvent[]> {
  const { timeline } = conn.t
  const own = eq(timeline.organizationId, organizationId)
  const rows = await conn
    .select({
      id: timeline.id,
      at: timeline.at,
      actor: timeline.actor,
      action: timeline.type,
      subject: timeline.subject,
      details: timeline.details,
    })
    .from(timeline)
    .where(and(own, gte(timeline.id, from), lt(timeline.id, before)))
    .orderBy(desc(timeline.id))
    .limit(limit)
  const names = await namesOf(conn, organizationId, [...new Set(rows.map((row) => row.subject))])
  return rows.map(({ details, ...row }) => ({
    ...row,
    subjectName: names.get(row.subject) ?? '',
    diff: diffOfDetails(details),
    requestId: null,
  }))
}

/** What a subject is called now: a customer by its name, a workflow by its customer's and its definition's. */
async function namesOf(conn: Reader, organizationId: string, subjects: string[]): Promise<Map<string, string>> {
  const idsOf = (noun: string) => subjects.filter((one) => one.startsWith(noun)).map((one) => one.slice(noun.length))
  const own = { organizationId }
  const customers = await selectIn(conn, 'audit customers', idsOf('customer:'), own, (c, list) => {
    const { customer } = c.t
    return c
      .select({ id: customer.id, name: customer.name })
      .from(customer)
      .where(and(eq(customer.organizationId, sql.placeholder('organizationId')), sql`${customer.id} in (${list})`))
  })
  const workflows = await selectIn(conn, 'audit workflows', idsOf('workflow:'), own, (c, list) => {
    const { workflow, customer, workflowDefinition: definition } = c.t
    const { organizationId: organization } = workflow
    return c
      .select({ id: workflow.id, name: customer.name, definition: definition.name })
      .from(workflow)
      .innerJoin(customer, and(eq(customer.organizationId, organization), eq(customer.id, workflow.customerId)))
      .innerJoin(definition, and(eq(definition.organizationId, organization), eq(definition.id, workflow.definitionId)))
      .where(and(eq(organization, sql.placeholder('organizationId')), sql`${workflow.id} in (${list})`))
  })
  return new Map([
    ...customers.map(({ id, name }): [string, string] => [`customer:${id}`, name]),
    ...workflows.map(({ id, name, definition }): [string, string] => [`workflow:${id}`, `${name} · ${definition}`]),
  ])
}
