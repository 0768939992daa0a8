import type { WorkflowView } from '../../shared/workflows/view.ts'
import type { PlanSubject } from '../plan/plan-dialog.tsx'
import { titleOf } from './words.ts'

/** What the escalate dialog needs to know of a workflow; a waiting snooze, skip or escalation is replaced by the new one. */
export function planSubjectOf(workflow: WorkflowView): PlanSubject {
  const { id, customer, assignee, flowAction } = workflow
  return {
    workflowId: id,
    customerId: customer.id,
    title: titleOf(workflow),
    assignee,
    replaces: flowAction?.phase === 'armed' ? flowAction.kind : null,
  }
}
