import { normalise } from '../../shared/search.ts'
import { DAY, type Instant } from '../../shared/time/instant.ts'
import { newWorkflow, type WorkflowChange } from '../../shared/workflows/change.ts'
import { priorityRank } from '../../shared/workflows/schema.ts'
import { newId } from '../clock.ts'
import type { Caller } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import type { DefinitionRow } from '../definitions/store.ts'
import { appendFacts, type FactRow } from '../facts/store.ts'
import { appendTimeline, type TimelineEntry } from '../timeline/store.ts'
import { factsOf, insertActions, insertWorkflows, type WorkflowActionRow, type WorkflowRow } from './store.ts'

/** A new workflow, not stored yet. */
export function create(
  organizationId: string,
  change: WorkflowChange,
  customerId: string,
  definition: DefinitionRow,
  now: Instant,
): WorkflowRow {
  const fields = newWorkflow(change, definition.id)
  return {
    ...fields,
    organizationId,
    id: newId(now),
    externalId: change.externalId,
    customerId,
    originalAssigneeId: null,
    statusChangedAt: now,
    priorityRank: priorityRank(fields.priority),
    chainId: null,
    flowActionId: null,
    searchText: normalise(change.externalId ?? ''),
    completedAt: fields.status === 'completed' ? now : null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}

/** Its steps, as its definition has them today. */
export function stepsOf(workflow: WorkflowRow, definition: DefinitionRow): WorkflowActionRow[] {
  return definition.actions.map((action, position) => ({
    organizationId: workflow.organizationId,
    workflowId: workflow.id,
    actionId: action.id,
    name: action.name,
    position,
    dueAt: action.dueInDays === undefined ? null : workflow.createdAt + action.dueInDays * DAY,
    completedAt: null,
    completedBy: null,
  }))
}

/** Stores new workflows with their steps, facts and first timeline entries. */
export async function insertCreated(
  tx: Writer,
  { organizationId, actor }: Caller,
  rows: WorkflowRow[],
  actions: WorkflowActionRow[],
  { now, history }: { now: Instant; history: boolean },
): Promise<void> {
  const facts: FactRow[] = rows.flatMap((row) => factsOf(null, row, now))
  const story: TimelineEntry[] = rows.map(({ id, status, priority, dueAt, assigneeId }) => ({
    subject: `workflow:${id}`,
    type: 'workflow.created',
    actor,
    at: now,
    details: { status, priority, dueAt, assigneeId },
  }))
  await insertWorkflows(tx, rows)
  await insertActions(tx, actions)
  await appendFacts(tx, organizationId, facts, { quiet: history })
  await appendTimeline(tx, organizationId, story)
}
