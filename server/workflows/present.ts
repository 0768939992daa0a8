import type { WorkflowActionView, WorkflowView } from '../../shared/workflows/view.ts'
import { isoWithin, toIso } from '../../shared/time/instant.ts'
import type { Reader } from '../db/engine.ts'
import { flowActionWire } from '../escalations/present.ts'
import { listTimeline, type TimelinePage } from '../timeline/store.ts'
import { findWorkflowView } from './list.ts'
import { listActions } from './store.ts'

export type WorkflowDetail = {
  workflow: WorkflowView & { actions: WorkflowActionView[] }
  timeline: TimelinePage['entries']
}

/** A workflow with its steps and its story (the newest 200 entries, newest first); undefined where there is none. */
export async function presentWorkflow(
  conn: Reader,
  organizationId: string,
  reference: string,
): Promise<WorkflowDetail | undefined> {
  const workflow = await findWorkflowView(conn, organizationId, reference)
  if (!workflow) return undefined
  const actions = await listActions(conn, organizationId, workflow.id)
  const { entries } = await listTimeline(conn, organizationId, `workflow:${workflow.id}`, undefined, 200)
  return { workflow: { ...workflow, actions }, timeline: entries }
}

/** A workflow as REST writes it: instants in ISO 8601. */
export function workflowWire(workflow: WorkflowView) {
  return {
    ...workflow,
    statusChangedAt: toIso(workflow.statusChangedAt),
    dueAt: toIso(workflow.dueAt),
    completedAt: toIso(workflow.completedAt),
    createdAt: toIso(workflow.createdAt),
    updatedAt: toIso(workflow.updatedAt),
    flowAction: workflow.flowAction && flowActionWire(workflow.flowAction),
  }
}

/** The answer of `GET /api/workflows/{id}`. */
export function detailWire({ workflow, timeline }: WorkflowDetail) {
  return {
    workflow: {
      ...workflowWire(workflow),
      actions: workflow.actions.map((action) => ({
        ...action,
        dueAt: toIso(action.dueAt),
        completedAt: toIso(action.completedAt),
      })),
    },
    timeline: timeline.map(({ id, type, actor, at, details }) => ({
      id,
      type,
      actor,
      at: toIso(at),
      details: isoWithin(details),
    })),
  }
}
