import type { Act, ActState } from '../../shared/escalations/lifecycle.ts'
import type { WorkflowView } from '../../shared/workflows/view.ts'

/** Each act has its own verb and button: escalating and reassigning are told apart in words. */
export const ACT_LABELS: Record<Act, string> = {
  escalate: 'Escalate',
  snooze: 'Snooze',
  skip: 'Skip',
  cancel: 'Cancel escalation',
  de_escalate: 'De-escalate',
  take_ownership: 'Take ownership',
  acknowledge: 'Acknowledge',
  wake_now: 'Wake now',
  reactivate_now: 'Reactivate now',
  fire_manual_event: 'Fire event',
  reassign: 'Reassign',
  complete: 'Complete',
  reopen: 'Reopen',
}

/** What the button does, for its tooltip. */
export const ACT_HINTS: Partial<Record<Act, string>> = {
  escalate: 'Ask somebody else to help. The assignee stays the same.',
  reassign: 'Hand it over for good: somebody else becomes the assignee. Nobody is escalated to.',
  de_escalate: 'The help is no longer needed: it goes back to the original assignee.',
  take_ownership: 'Become the assignee yourself.',
  acknowledge: 'Say that you have seen it. Nothing else changes.',
  snooze: 'Out of the queue until a date or an event.',
  skip: 'Leave it out and count it as skipped, until a date or an event.',
  cancel: 'The scheduled escalation will not happen.',
}

/** As much of a workflow as the table of legal acts looks at. */
export function actStateOf({
  status,
  assignee,
  flowAction,
}: Pick<WorkflowView, 'status' | 'assignee' | 'flowAction'>): ActState {
  return {
    status,
    assigneeId: assignee?.userId ?? null,
    flowAction: flowAction && {
      kind: flowAction.kind,
      phase: flowAction.phase,
      recipientId: flowAction.recipient?.userId ?? null,
      acknowledged: flowAction.acknowledgedAt !== null,
      waitsForManualEvent: flowAction.triggers.some(
        ({ config }) => 'eventType' in config && config.eventType === 'manual_event',
      ),
    },
  }
}
