import { and, asc, eq, inArray, like, type SQL } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { normalise } from '../../shared/search.ts'
import { newId } from '../clock.ts'
import { SAMPLE_PREFIX } from './plan-customers.ts'

/** Sample people have addresses that lead nowhere (RFC 2606). */
export const SAMPLE_DOMAIN = 'sample.hoist.example'

/** Ids of the teams and definitions of these names; missing ones are made. */
export async function ensureNamed(
  tx: Writer,
  table: 'team' | 'workflowDefinition',
  organizationId: string,
  wanted: readonly { name: string; row: object }[],
  now: Instant,
): Promise<Map<string, string>> {
  const named = tx.t[table] as Writer['t']['team']
  const found = await tx
    .select({ id: named.id, nameSort: named.nameSort })
    .from(named)
    .where(
      and(
        eq(named.organizationId, organizationId),
        inArray(
          named.nameSort,
          wanted.map(({ name }) => normalise(name)),
        ),
      ),
    )
  const ids = new Map<string, string>()
  for (const { name, row } of wanted) {
    const nameSort = normalise(name)
    const id = found.find((one) => one.nameSort === nameSort)?.id ?? newId(now)
    ids.set(name, id)
    if (found.some((one) => one.nameSort === nameSort)) {
      if (table === 'team')
        await tx
          .update(named)
          .set({ removedAt: null })
          .where(and(eq(named.organizationId, organizationId), eq(named.id, id)))
      continue
    }
    await tx.insert(named).values({ organizationId, id, name, nameSort, createdAt: now, updatedAt: now, ...row })
  }
  return ids
}

export async function joinTeam(
  tx: Writer,
  row: { organizationId: string; teamId: string; userId: string; createdAt: Instant },
): Promise<void> {
  await tx.insert(tx.t.teamMember).values(row).onConflictDoNothing()
}

/** Every sample customer, and every workflow of one: also those that people put on it. */
export async function sampleIds(conn: Reader, organizationId: string) {
  const { customer, workflow } = conn.t
  const sample = and(eq(customer.organizationId, organizationId), like(customer.externalId, `${SAMPLE_PREFIX}c-%`))
  const customers = await conn.select({ id: customer.id }).from(customer).where(sample)
  const workflows = await conn
    .select({
      id: workflow.id,
      status: workflow.status,
      externalId: workflow.externalId,
      assigneeId: workflow.assigneeId,
    })
    .from(workflow)
    .innerJoin(
      customer,
      and(eq(customer.organizationId, workflow.organizationId), eq(customer.id, workflow.customerId)),
    )
    .where(and(eq(workflow.organizationId, organizationId), sample))
    .orderBy(asc(workflow.externalId))
  return { customers: customers.map(({ id }) => id), workflows }
}

export async function samplePeople(conn: Reader, organizationId: string): Promise<string[]> {
  const { member } = conn.t
  const rows = await conn
    .select({ userId: member.userId })
    .from(member)
    .where(and(eq(member.organizationId, organizationId), like(member.email, `%@${SAMPLE_DOMAIN}`)))
  return rows.map(({ userId }) => userId)
}

async function remove(
  tx: Writer,
  table: PgTable & { organizationId: Parameters<typeof eq>[0] },
  organizationId: string,
  which: SQL,
) {
  await tx.delete(table).where(and(eq(table.organizationId, organizationId), which))
}

/** Deletes these workflows with everything that hangs on them. */
export async function removeWorkflows(tx: Writer, organizationId: string, ids: string[]): Promise<void> {
  const { delivery, notification, flowAction, signal, workflow, timeline, factChange, dirty } = tx.t
  const notes = await tx
    .select({ id: notification.id })
    .from(notification)
    .where(and(eq(notification.organizationId, organizationId), inArray(notification.workflowId, ids)))
  const noteIds = notes.map(({ id }) => id)
  if (noteIds.length > 0) await remove(tx, delivery, organizationId, inArray(delivery.notificationId, noteIds))
  await remove(tx, notification, organizationId, inArray(notification.workflowId, ids))
  await remove(tx, flowAction, organizationId, inArray(flowAction.workflowId, ids))
  await remove(tx, signal, organizationId, inArray(signal.workflowId, ids))
  await remove(tx, workflow, organizationId, inArray(workflow.id, ids))
  const subjects = ids.map((id) => `workflow:${id}`)
  await remove(tx, timeline, organizationId, inArray(timeline.subject, subjects))
  await remove(tx, factChange, organizationId, inArray(factChange.subject, subjects))
  await remove(tx, dirty, organizationId, inArray(dirty.subject, subjects))
}

/** Deletes the alerts of these customers with what people were told of them and said of their messages. */
async function removeAlerts(tx: Writer, organizationId: string, customerIds: string[]): Promise<void> {
  const { alert, alertLabel, delivery, message, notification, timeline } = tx.t
  const own = and(eq(alert.organizationId, organizationId), inArray(alert.customerId, customerIds))
  const ids = (await tx.select({ id: alert.id }).from(alert).where(own)).map(({ id }) => id)
  const theirs = tx
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.organizationId, organizationId), inArray(message.customerId, customerIds)))
  await remove(tx, alertLabel, organizationId, inArray(alertLabel.messageId, theirs))
  if (ids.length === 0) return
  const notes = tx
    .select({ id: notification.id })
    .from(notification)
    .where(and(eq(notification.organizationId, organizationId), inArray(notification.alertId, ids)))
  await remove(tx, delivery, organizationId, inArray(delivery.notificationId, notes))
  await remove(tx, notification, organizationId, inArray(notification.alertId, ids))
  const subjects = ids.map((id) => `alert:${id}`)
  await remove(tx, timeline, organizationId, inArray(timeline.subject, subjects))
  await remove(tx, alert, organizationId, inArray(alert.id, ids))
}

/** Deletes these customers, whose workflows are gone already; metrics, contacts and alerts go with them. */
export async function removeCustomers(tx: Writer, organizationId: string, ids: string[]): Promise<void> {
  await removeAlerts(tx, organizationId, ids)
  const { customer, message, signal, timeline, factChange, dirty } = tx.t
  await remove(tx, message, organizationId, inArray(message.customerId, ids))
  await remove(tx, signal, organizationId, inArray(signal.customerId, ids))
  await remove(tx, customer, organizationId, inArray(customer.id, ids))
  const subjects = ids.map((id) => `customer:${id}`)
  await remove(tx, timeline, organizationId, inArray(timeline.subject, subjects))
  await remove(tx, factChange, organizationId, inArray(factChange.subject, subjects))
  for (const subject of subjects) await remove(tx, dirty, organizationId, like(dirty.subject, `${subject}:%`))
}

/** Takes sample people out of every team and calls them removed; rows that name them stay readable. */
export async function removePeople(tx: Writer, organizationId: string, userIds: string[], now: Instant): Promise<void> {
  const { member, teamMember, customer, workflow } = tx.t
  await remove(tx, teamMember, organizationId, inArray(teamMember.userId, userIds))
  await tx
    .update(customer)
    .set({ ownerId: null })
    .where(and(eq(customer.organizationId, organizationId), inArray(customer.ownerId, userIds)))
  await tx
    .update(workflow)
    .set({ assigneeId: null, updatedAt: now })
    .where(and(eq(workflow.organizationId, organizationId), inArray(workflow.assigneeId, userIds)))
  await tx
    .update(member)
    .set({ status: 'removed', updatedAt: now })
    .where(and(eq(member.organizationId, organizationId), inArray(member.userId, userIds)))
}

/** Deletes the sample's definitions and teams as far as nothing else uses them. */
export async function removeUnused(
  tx: Writer,
  organizationId: string,
  names: { definitions: string[]; teams: string[] },
): Promise<void> {
  const { workflowDefinition, workflow, team, teamMember, flowAction, routingRule } = tx.t
  const used = await tx
    .selectDistinct({ id: workflow.definitionId })
    .from(workflow)
    .where(eq(workflow.organizationId, organizationId))
  const keep = new Set(used.map(({ id }) => id))
  const definitions = await tx
    .select({ id: workflowDefinition.id })
    .from(workflowDefinition)
    .where(
      and(
        eq(workflowDefinition.organizationId, organizationId),
        inArray(workflowDefinition.nameSort, names.definitions),
      ),
    )
  for (const { id } of definitions) {
    if (!keep.has(id)) await remove(tx, workflowDefinition, organizationId, eq(workflowDefinition.id, id))
  }
  const filled = await tx
    .selectDistinct({ id: teamMember.teamId })
    .from(teamMember)
    .where(eq(teamMember.organizationId, organizationId))
  const named = await tx
    .selectDistinct({ id: flowAction.recipientTeamId })
    .from(flowAction)
    .where(eq(flowAction.organizationId, organizationId))
  const routed = await tx
    .selectDistinct({ id: routingRule.escalateToTeamId })
    .from(routingRule)
    .where(eq(routingRule.organizationId, organizationId))
  const busy = new Set([...filled, ...named, ...routed].map(({ id }) => id))
  const teams = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.organizationId, organizationId), inArray(team.nameSort, names.teams)))
  for (const { id } of teams) {
    if (!busy.has(id)) await remove(tx, team, organizationId, eq(team.id, id))
  }
}
