import { DomainError, notFound } from '../../../shared/errors.ts'
import { HOUR, type Instant } from '../../../shared/time/instant.ts'
import { newId } from '../../clock.ts'
import type { Context } from '../../context.ts'
import { announce } from '../../live/hints.ts'
import type { Result } from './result.ts'
import type { Ask, Progress } from './run.ts'
import type { BacktestThread } from './thread.ts'

export type BacktestJob = {
  id: string
  state: 'running' | 'done' | 'cancelled' | 'failed'
  startedAt: Instant
  progress: Progress
  result: Result | null
  error: string | null
}

/** Backtests that run or ran in this process. Nothing of them is stored. */
export type Backtests = {
  /** Starts one and returns at once. Throws conflict where the organization has several under way already. */
  start(ask: Ask): BacktestJob
  /** Runs one and waits for it. */
  run(ask: Ask): Promise<Result>
  /** Throws not_found. */
  get(organizationId: string, id: string): BacktestJob
  /** Ends it; one that is over stays as it is. Throws not_found. */
  cancel(organizationId: string, id: string): BacktestJob
  stop(): Promise<void>
}

const AT_ONCE = 3
/** How long the result of a job can be fetched. */
const KEEP = HOUR

export function createBacktests({ clock, log }: Context, thread: BacktestThread): Backtests {
  const jobs = new Map<string, { organizationId: string; job: BacktestJob; abort: AbortController }>()

  function forgetOld(): void {
    for (const [id, { job }] of jobs) if (job.state !== 'running' && clock.now() - job.startedAt > KEEP) jobs.delete(id)
  }

  function find(organizationId: string, id: string) {
    const found = jobs.get(id)
    if (found?.organizationId !== organizationId) throw notFound('Backtest')
    return found
  }

  function begin(ask: Ask): { job: BacktestJob; done: Promise<Result> } {
    forgetOld()
    const { organizationId } = ask
    const own = [...jobs.values()].filter((one) => one.organizationId === organizationId && one.job.state === 'running')
    if (own.length >= AT_ONCE)
      throw new DomainError('conflict', `${AT_ONCE} backtests are under way: wait for one of them, or cancel it`)
    const now = clock.now()
    const abort = new AbortController()
    const job: BacktestJob = {
      id: newId(now),
      state: 'running',
      startedAt: now,
      progress: { facts: 0, of: 0, firings: 0 },
      result: null,
      error: null,
    }
    jobs.set(job.id, { organizationId, job, abort })
    const hint = () => announce(organizationId, { topic: 'rule', id: job.id })
    const onProgress = (progress: Progress) => {
      job.progress = progress
      hint()
    }
    const done = thread
      .call('run', ask, { signal: abort.signal, onProgress })
      .then(
        (result) => {
          Object.assign(job, { state: 'done', result })
          return result
        },
        (error: unknown) => {
          Object.assign(job, abort.signal.aborted ? { state: 'cancelled' } : { state: 'failed', error: wordsOf(error) })
          if (!abort.signal.aborted) log.error({ err: error, backtestId: job.id }, 'backtest failed')
          throw error
        },
      )
      .finally(hint)
    return { job, done }
  }

  return {
    start(ask) {
      const { job, done } = begin(ask)
      // What became of it is in the job.
      done.catch(() => {})
      return job
    },
    run: (ask) => begin(ask).done,
    get: (organizationId, id) => find(organizationId, id).job,
    cancel(organizationId, id) {
      const { job, abort } = find(organizationId, id)
      if (job.state === 'running') {
        job.state = 'cancelled'
        abort.abort(new DomainError('conflict', 'The backtest was cancelled'))
      }
      return job
    },
    async stop() {
      for (const { abort } of jobs.values()) abort.abort(new DomainError('busy', 'Hoist is shutting down'))
      await thread.stop()
    },
  }
}

function wordsOf(error: unknown): string {
  return error instanceof DomainError ? error.message : 'Something went wrong; the log says what'
}
