import type { Instant } from '../../shared/time/instant.ts'

/** What a run did; recorded in `job_run` and shown on the jobs page. */
export type JobStatistics = {
  evaluated: number
  fired: number
  firedLate: number
  errors: number
  /** The first 100. */
  errorDetails: { workflowId: string; error: string }[]
}

/**
 * What the clock starts. `run` means "do what the database says is due", never "do slot X": running it twice,
 * late, or on two servers changes nothing.
 */
export type Job = {
  name: string
  /** Five-field cron expression, UTC. */
  schedule: string
  /** After downtime: run once for the latest missed slot, or not at all. */
  catchUp: 'latest' | 'none'
  /** Also once whenever the server starts. */
  onStart?: boolean
  /** It runs often and mostly finds nothing: of such runs only the latest is kept. */
  quiet?: boolean
  run(slot: { now: Instant; signal: AbortSignal }): Promise<JobStatistics>
}
