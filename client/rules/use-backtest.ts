import { useState } from 'react'
import { type Inputs, trpc } from '../trpc.ts'
import { failed } from '../ui/toasts.tsx'

/** Starts a backtest, follows it and can cancel it; the result stays until another is started. */
export function useBacktest() {
  const [jobId, setJobId] = useState<string | null>(null)
  const utils = trpc.useUtils()
  const start = trpc.rules.backtest.useMutation({
    onSuccess: (job) => {
      utils.rules.backtestJob.setData({ id: job.id }, job)
      setJobId(job.id)
    },
  })
  const job = trpc.rules.backtestJob.useQuery(
    { id: jobId ?? '' },
    // Hints tell how far it is; asking makes up for one that was missed.
    { enabled: jobId !== null, refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1_000 : false) },
  )
  const cancel = trpc.rules.cancelBacktest.useMutation({
    onSuccess: (ended) => utils.rules.backtestJob.setData({ id: ended.id }, ended),
    onError: (error) => failed('The backtest goes on', error),
  })
  return {
    job: jobId === null ? undefined : job.data,
    error: start.error ?? job.error,
    starting: start.isPending,
    start: (ask: Inputs['rules']['backtest']) => start.mutate(ask),
    cancel: () => jobId !== null && cancel.mutate({ id: jobId }),
  }
}
