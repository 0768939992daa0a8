import type { FlowKind } from '../../shared/escalations/schema.ts'
import { trpc } from '../trpc.ts'
import { told } from '../ui/toasts.tsx'
import { type Draft, recipientOf, triggersOf } from './draft.ts'
import type { PlanSubject } from './plan-dialog.tsx'

/** Sends the draft, says what happened, offers to take it back while it has not fired, and refreshes what it changed. */
export function usePlan(kind: FlowKind, subject: PlanSubject, onDone: () => void) {
  const { workflowId } = subject
  const context = trpc.useUtils()
  const refresh = () => Promise.all([context.workflows.invalidate(), context.escalations.invalidate()])
  const back = { onSuccess: () => void refresh() }
  const cancel = trpc.escalations.cancel.useMutation(back)
  const wake = trpc.escalations.wakeNow.useMutation(back)
  const reactivate = trpc.escalations.reactivateNow.useMutation(back)
  const undo = { escalate: cancel, snooze: wake, skip: reactivate }[kind]
  const after = (draft: Draft, said: string) => {
    void refresh()
    onDone()
    const canUndo = draft.mode !== 'immediate'
    told(said, canUndo ? () => undo.mutate({ workflowId }) : undefined)
  }
  const escalate = trpc.escalations.escalate.useMutation()
  const snooze = trpc.escalations.snooze.useMutation()
  const skip = trpc.escalations.skip.useMutation()
  const sender = { escalate, snooze, skip }[kind]

  return {
    busy: sender.isPending,
    error: sender.error,
    reset: () => sender.reset(),
    send(draft: Draft) {
      const reason = draft.reason.trim()
      const request = {
        workflowId,
        triggers: triggersOf(draft),
        logic: draft.logic,
        ...(reason === '' ? {} : { reason }),
        ...(subject.replaces === null ? {} : { replace: true }),
      }
      if (kind === 'escalate') {
        const target = recipientOf(draft.recipient)
        escalate.mutate({ ...request, ...target }, { onSuccess: (answer) => after(draft, `${answer.willEscalate}.`) })
      } else if (kind === 'snooze') {
        snooze.mutate(request, { onSuccess: (answer) => after(draft, `${answer.willWake}.`) })
      } else skip.mutate(request, { onSuccess: (answer) => after(draft, `${answer.willReactivate}.`) })
    },
  }
}
