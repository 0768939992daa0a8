import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Actor } from '../../shared/actor.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { WORKFLOW_FACTS } from '../../shared/workflows/change.ts'
import { priorityRank } from '../../shared/workflows/schema.ts'
import type { WorkflowActionView } from '../../shared/workflows/view.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'
import { byReference, splitReferences } from '../db/references.ts'
import { selectIn } from '../db/select-in.ts'
import { appendFacts, type FactRow } from '../facts/store.ts'
import { memberNames } from '../people/members/lookup.ts'

export type WorkflowRow = Schema['workflow']['$inferSelect']
export type WorkflowActionRow = Schema['workflowAction']['$inferSelect']

/** Whole workflows by reference (Hoist's id or `ext:<externalId>`); those the organization does not have are not in the map. */
export async function findWorkflows(
  conn: Reader,
  organizationId: string,
  references: Iterable<string>,
): Promise<Map<string, WorkflowRow>> {
  const { ids, externalIds } = splitReferences(references)
  const find = (key: 'id' | 'externalId', keys: string[]) =>
    selectIn(conn, `workflows by ${key}`, keys, { organizationId }, (c, list) => {
      const { workflow } = c.t
      return c
        .select()
        .from(workflow)
        .where(and(eq(workflow.organizationId, sql.placeholder('organizationId')), sql`${workflow[key]} in (${list})`))
    })
  return byReference(await find('id', ids), await find('externalId', externalIds))
}

export async function insertWorkflows(tx: Writer, rows: WorkflowRow[]): Promise<void> {
  await insertMany(tx, tx.t.workflow, rows, 'ignore')
}

type Change = Partial<Omit<WorkflowRow, 'organizationId' | 'id' | 'version' | 'priorityRank' | 'statusChangedAt'>>

/**
 * Changes a workflow that is still at the version it was loaded at, and writes what rules read of it into history.
 * Returns it as it is now. Throws conflict when somebody was first.
 */
export async function updateWorkflow(
  tx: Writer,
  before: WorkflowRow,
  change: Change,
  now: Instant,
  { quiet = false }: { quiet?: boolean } = {},
): Promise<WorkflowRow> {
  const { workflow } = tx.t
  const next: WorkflowRow = { ...before, ...change, updatedAt: now, version: before.version + 1 }
  next.priorityRank = priorityRank(next.priority)
  next.statusChangedAt = next.status === before.status ? before.statusChangedAt : now
  const { organizationId, id, ...columns } = next
  const [saved] = await tx
    .update(workflow)
    .set(columns)
    .where(and(eq(workflow.organizationId, organizationId), eq(workflow.id, id), eq(workflow.version, before.version)))
    .returning({ id: workflow.id })
  if (!saved) throw new DomainError('conflict', 'Somebody changed this workflow at the same moment: look again')
  await appendFacts(tx, organizationId, factsOf(before, next, now), { quiet })
  return next
}

/** What history keeps of a change; `before` is null for a new workflow, whose empty fields say nothing. */
export function factsOf(before: WorkflowRow | null, next: WorkflowRow, now: Instant): FactRow[] {
  const changed = WORKFLOW_FACTS.filter((field) => next[field] !== (before?.[field] ?? null))
  return changed.map((field) => ({
    subject: `workflow:${next.id}`,
    field,
    value: next[field],
    at: now,
    receivedAt: now,
  }))
}

/** The version of an open flow action, for ending it. */
export async function openFlowAction(conn: Reader, organizationId: string, flowActionId: string) {
  const { flowAction } = conn.t
  const [row] = await conn
    .select({ id: flowAction.id, version: flowAction.version, kind: flowAction.kind, state: flowAction.state })
    .from(flowAction)
    .where(and(eq(flowAction.organizationId, organizationId), eq(flowAction.id, flowActionId)))
  return row
}

export async function insertActions(tx: Writer, rows: WorkflowActionRow[]): Promise<void> {
  await insertMany(tx, tx.t.workflowAction, rows)
}

/** The steps of a workflow, in order. */
export async function listActions(
  conn: Reader,
  organizationId: string,
  workflowId: string,
): Promise<WorkflowActionView[]> {
  const query = conn.prepared('steps of workflow', (c) => {
    const { workflowAction } = c.t
    return c
      .select()
      .from(workflowAction)
      .where(
        and(
          eq(workflowAction.organizationId, sql.placeholder('organizationId')),
          eq(workflowAction.workflowId, sql.placeholder('workflowId')),
        ),
      )
      .orderBy(asc(workflowAction.position), asc(workflowAction.actionId))
  })
  const rows = await query.execute({ organizationId, workflowId })
  const names = await memberNames(
    conn,
    organizationId,
    rows.map((row) => row.completedBy),
  )
  return rows.map((row) => ({
    id: row.actionId,
    name: row.name,
    dueAt: row.dueAt,
    completedAt: row.completedAt,
    completedBy: row.completedBy === null ? null : { userId: row.completedBy, name: names.get(row.completedBy) ?? '' },
  }))
}

/** Which of these steps exist, as `workflowId/actionId`. */
export async function knownActions(
  conn: Reader,
  organizationId: string,
  workflowIds: readonly string[],
): Promise<Set<string>> {
  const rows = await selectIn(conn, 'actions of workflows', workflowIds, { organizationId }, (c, list) => {
    const { workflowAction } = c.t
    return c
      .select({ workflowId: workflowAction.workflowId, actionId: workflowAction.actionId })
      .from(workflowAction)
      .where(
        and(
          eq(workflowAction.organizationId, sql.placeholder('organizationId')),
          sql`${workflowAction.workflowId} in (${list})`,
        ),
      )
  })
  return new Set(rows.map((row) => `${row.workflowId}/${row.actionId}`))
}

/** Marks a step as done, once. Its name, or undefined where it is missing or was done already. */
export async function markActionDone(
  tx: Writer,
  organizationId: string,
  { workflowId, actionId, actor, now }: { workflowId: string; actionId: string; actor: Actor; now: Instant },
): Promise<string | undefined> {
  const { workflowAction } = tx.t
  const [row] = await tx
    .update(workflowAction)
    .set({ completedAt: now, completedBy: 'userId' in actor ? actor.userId : null })
    .where(
      and(
        eq(workflowAction.organizationId, organizationId),
        eq(workflowAction.workflowId, workflowId),
        eq(workflowAction.actionId, actionId),
        isNull(workflowAction.completedAt),
      ),
    )
    .returning({ name: workflowAction.name })
  return row?.name
}
