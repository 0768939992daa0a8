import { and, eq, sql } from 'drizzle-orm'
import { DomainError } from '../../shared/errors.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Writer } from '../db/engine.ts'
import { appendFacts } from '../facts/store.ts'
import type { WorkflowRow } from './store.ts'

/** What acts on a workflow change of it. */
export type WorkflowChange = Partial<
  Pick<WorkflowRow, 'status' | 'assigneeId' | 'originalAssigneeId' | 'chainId' | 'flowActionId'>
>

/**
 * Saves a change if the workflow is still at the version it was loaded at, and writes its facts into history.
 * Throws conflict when somebody was first.
 */
export async function saveWorkflow(
  tx: Writer,
  before: WorkflowRow,
  change: WorkflowChange,
  now: Instant,
): Promise<WorkflowRow> {
  const statusChangedAt = (change.status ?? before.status) === before.status ? before.statusChangedAt : now
  const next: WorkflowRow = { ...before, ...change, statusChangedAt, updatedAt: now, version: before.version + 1 }
  const query = tx.prepared('save workflow of act', (c) => {
    const { workflow } = c.t
    const given = (name: string) => sql`${sql.placeholder(name)}`
    return c
      .update(workflow)
      .set({
        status: given('status'),
        statusChangedAt: given('statusChangedAt'),
        assigneeId: given('assigneeId'),
        originalAssigneeId: given('originalAssigneeId'),
        chainId: given('chainId'),
        flowActionId: given('flowActionId'),
        updatedAt: given('updatedAt'),
        version: given('version'),
      })
      .where(
        and(
          eq(workflow.organizationId, sql.placeholder('organizationId')),
          eq(workflow.id, sql.placeholder('id')),
          eq(workflow.version, sql.placeholder('seen')),
        ),
      )
      .returning({ id: workflow.id })
  })
  const [saved] = await query.execute({ ...next, seen: before.version })
  if (!saved) throw new DomainError('conflict', 'Somebody changed this workflow at the same moment: look again')
  await recordFacts(tx, before, next, now)
  return next
}

/** Appends what rules and dashboards read of a workflow's change to history. */
async function recordFacts(tx: Writer, before: WorkflowRow, next: WorkflowRow, now: Instant): Promise<void> {
  const subject = `workflow:${next.id}`
  const changed = (['status', 'assigneeId'] as const).filter((field) => before[field] !== next[field])
  if (changed.length === 0) return
  const facts = changed.map((field) => ({ subject, field, value: next[field], at: now, receivedAt: now }))
  await appendFacts(tx, next.organizationId, facts)
}
