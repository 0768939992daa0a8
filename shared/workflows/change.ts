import type { Instant } from '../time/instant.ts'
import type { Priority, WorkflowStatus } from './schema.ts'

/** What an upsert says of a workflow, with everybody looked up: the one input of the service, whoever asks. */
export type WorkflowChange = {
  /** Null for one that is made on screen and known nowhere else. */
  externalId: string | null
  customerId?: string | undefined
  /** Id or name; a name is made if new. */
  definition?: string | undefined
  assigneeId?: string | null | undefined
  dueAt?: Instant | null | undefined
  priority?: Priority | null | undefined
  status?: 'active' | 'completed' | undefined
}

export type WorkflowRecord = {
  definitionId: string
  assigneeId: string | null
  dueAt: Instant | null
  priority: Priority
}

export type WorkflowDecision = {
  next: WorkflowRecord
  changed: (keyof WorkflowRecord)[]
  /** What the status that was sent asks for. A workflow that waits or is escalated is active to the world outside. */
  act: 'complete' | 'reopen' | null
}

/** Facts of a workflow that history keeps, because rules and dashboards read them. */
export const WORKFLOW_FACTS = ['status', 'assigneeId', 'priority', 'dueAt', 'definitionId'] as const

/** What of a new workflow is missing: the names of the fields. */
export function missingForNew(change: WorkflowChange): ('customer' | 'definition')[] {
  return [
    ...(change.customerId === undefined ? (['customer'] as const) : []),
    ...(change.definition === undefined ? (['definition'] as const) : []),
  ]
}

/** A new workflow's fields. */
export function newWorkflow(change: WorkflowChange, definitionId: string): WorkflowRecord & { status: WorkflowStatus } {
  return {
    definitionId,
    assigneeId: change.assigneeId ?? null,
    dueAt: change.dueAt ?? null,
    priority: change.priority ?? 'normal',
    status: change.status ?? 'active',
  }
}

/** What an upsert does to an existing workflow: omitted fields stay, null clears (the priority to `normal`). */
export function changeWorkflow(
  before: WorkflowRecord & { status: WorkflowStatus },
  change: WorkflowChange,
  definitionId: string | undefined,
): WorkflowDecision {
  const next: WorkflowRecord = {
    definitionId: definitionId ?? before.definitionId,
    assigneeId: change.assigneeId === undefined ? before.assigneeId : change.assigneeId,
    dueAt: change.dueAt === undefined ? before.dueAt : change.dueAt,
    priority: change.priority === undefined ? before.priority : (change.priority ?? 'normal'),
  }
  const keys = ['definitionId', 'assigneeId', 'dueAt', 'priority'] as const
  const completed = before.status === 'completed'
  const act =
    change.status === 'completed' && !completed ? 'complete' : change.status === 'active' && completed ? 'reopen' : null
  return { next, changed: keys.filter((key) => before[key] !== next[key]), act }
}
