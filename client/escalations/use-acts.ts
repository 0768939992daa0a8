import { trpc } from '../trpc.ts'
import { failed, told } from '../ui/toasts.tsx'

/** The verbs of flow actions on one workflow; each says what happened and refreshes what it changed. */
export function useFlowActs(workflowId: string) {
  const utils = trpc.useUtils()
  const options = (what: string) => ({
    onSuccess: async (answer: { message: string }) => {
      told(answer.message)
      await Promise.all([utils.workflows.invalidate(), utils.escalations.invalidate()])
    },
    onError: (error: unknown) => failed(`${what} did not work`, error),
  })
  const cancel = trpc.escalations.cancel.useMutation(options('Cancelling'))
  const deEscalate = trpc.escalations.deEscalate.useMutation(options('De-escalating'))
  const takeOwnership = trpc.escalations.takeOwnership.useMutation(options('Taking ownership'))
  const acknowledge = trpc.escalations.acknowledge.useMutation(options('Acknowledging'))
  const wake = trpc.escalations.wakeNow.useMutation(options('Waking'))
  const reactivate = trpc.escalations.reactivateNow.useMutation(options('Reactivating'))
  const fireEvent = trpc.escalations.fireManualEvent.useMutation(options('Firing the event'))
  const all = [cancel, deEscalate, takeOwnership, acknowledge, wake, reactivate, fireEvent]
  return {
    busy: all.some(({ isPending }) => isPending),
    cancel: () => cancel.mutate({ workflowId }),
    deEscalate: (outcome: 'helped' | 'not_needed' | null, reason: string) =>
      deEscalate.mutate({
        workflowId,
        ...(outcome === null ? {} : { outcome }),
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      }),
    takeOwnership: () => takeOwnership.mutate({ workflowId }),
    acknowledge: () => acknowledge.mutate({ workflowId }),
    wakeNow: () => wake.mutate({ workflowId }),
    reactivateNow: () => reactivate.mutate({ workflowId }),
    fireEvent: (eventKey: string) => fireEvent.mutate({ workflowId, eventKey }),
  }
}
