import type { Actor } from '../../shared/actor.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Writer } from '../db/engine.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { markActionDone, openFlowAction, updateWorkflow, type WorkflowRow } from './store.ts'

/** @property history an imported row: nothing that waits for it is told, and no rule looks. */
type Act = { actor: Actor; now: Instant; history?: boolean }

/**
 * Completes a workflow: its open flow action ends with it, its chain of escalations is closed, and whatever waits for
 * this workflow latches. Returns it as it is now; one that is completed already is returned as it was.
 */
export async function completeWorkflow(
  triggers: TriggerEngine,
  tx: Writer,
  workflow: WorkflowRow,
  { actor, now, history = false }: Act,
): Promise<WorkflowRow> {
  if (workflow.status === 'completed') return workflow
  const { organizationId, flowActionId } = workflow
  const open = flowActionId === null ? undefined : await openFlowAction(tx, organizationId, flowActionId)
  if (open) await triggers.end(tx, organizationId, open, 'completed', { now })
  const over = { flowActionId: null, chainId: null, originalAssigneeId: null }
  const next = await updateWorkflow(tx, workflow, { ...over, status: 'completed', completedAt: now }, now)
  if (!history) await triggers.latchCompletion(tx, organizationId, workflow.id, null, now)
  const ended = open ? { kind: open.kind, phase: open.state === 'armed' ? 'armed' : 'fired' } : null
  await appendTimeline(tx, organizationId, [
    { subject: `workflow:${workflow.id}`, type: 'workflow.completed', actor, at: now, details: { ended } },
  ])
  return next
}

/** Opens a completed workflow again. One that is not completed is returned as it was. */
export async function reopenWorkflow(
  tx: Writer,
  workflow: WorkflowRow,
  { actor, now, history = false }: Act,
): Promise<WorkflowRow> {
  if (workflow.status !== 'completed') return workflow
  const next = await updateWorkflow(tx, workflow, { status: 'active', completedAt: null }, now, { quiet: history })
  await appendTimeline(tx, workflow.organizationId, [
    { subject: `workflow:${workflow.id}`, type: 'workflow.reopened', actor, at: now, details: {} },
  ])
  return next
}

/** Marks a step of a workflow as done; whatever waits for it latches. False where it was done already or is missing. */
export async function completeAction(
  triggers: TriggerEngine,
  tx: Writer,
  { organizationId, workflowId, actionId }: { organizationId: string; workflowId: string; actionId: string },
  { actor, now }: Act,
): Promise<boolean> {
  const name = await markActionDone(tx, organizationId, { workflowId, actionId, actor, now })
  if (name === undefined) return false
  await triggers.latchCompletion(tx, organizationId, workflowId, actionId, now)
  await appendTimeline(tx, organizationId, [
    {
      subject: `workflow:${workflowId}`,
      type: 'workflow.action_completed',
      actor,
      at: now,
      details: { actionId, name },
    },
  ])
  return true
}
