import type { Person } from '../actor.ts'
import type { FlowActionView } from '../escalations/view.ts'
import type { Instant } from '../time/instant.ts'
import type { Priority, WorkflowStatus } from './schema.ts'

/** A workflow as lists and screens see it. Instants are numbers; REST writes them as ISO 8601. */
export type WorkflowView = {
  id: string
  externalId: string | null
  status: WorkflowStatus
  statusChangedAt: Instant
  customer: { id: string; externalId: string | null; name: string }
  definition: { id: string; name: string }
  assignee: Person | null
  /** Who had it before the first escalation of the open chain. */
  originalAssignee: Person | null
  priority: Priority
  dueAt: Instant | null
  completedAt: Instant | null
  createdAt: Instant
  updatedAt: Instant
  /** The open snooze, skip or escalation (a fired one until it is ended). */
  flowAction: FlowActionView | null
}

/** One step of a workflow. */
export type WorkflowActionView = {
  id: string
  name: string
  dueAt: Instant | null
  completedAt: Instant | null
  completedBy: Person | null
}
