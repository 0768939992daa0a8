import type { Actor } from '../../shared/actor.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Writer } from '../db/engine.ts'
import { notify } from '../notifications/notify.ts'
import { appendTimeline } from '../timeline/store.ts'
import { updateWorkflow, type WorkflowRow } from './store.ts'

type Names = { customerName: string; definitionName: string; assigneeName: string | null; previousName: string | null }

/**
 * Gives a workflow to another assignee (null: to nobody), which starts no escalation and ends none. The new assignee is
 * told, unless they did it themselves. Returns the workflow as it is now.
 */
export async function assignWorkflow(
  tx: Writer,
  workflow: WorkflowRow,
  assigneeId: string | null,
  { names, actor, now }: { names: Names; actor: Actor; now: Instant },
): Promise<WorkflowRow> {
  const next = await updateWorkflow(tx, workflow, { assigneeId }, now)
  const from = workflow.assigneeId === null ? null : { userId: workflow.assigneeId, name: names.previousName ?? '' }
  const to = assigneeId === null ? null : { userId: assigneeId, name: names.assigneeName ?? '' }
  await appendTimeline(tx, workflow.organizationId, [
    { subject: `workflow:${workflow.id}`, type: 'workflow.reassigned', actor, at: now, details: { from, to } },
  ])
  if (assigneeId === null || ('userId' in actor && actor.userId === assigneeId)) return next
  const by = 'name' in actor ? actor.name : 'Hoist'
  const previously = from ? ` It was ${from.name}'s before.` : ''
  await notify(
    tx,
    workflow.organizationId,
    [
      {
        userId: assigneeId,
        type: 'workflow_assigned',
        dedupKey: `workflow:${workflow.id}:assigned:${next.version}`,
        workflowId: workflow.id,
        title: `${names.definitionName} for ${names.customerName} is now yours`,
        body: `${by} assigned it to you.${previously}`,
      },
    ],
    now,
  )
  return next
}
