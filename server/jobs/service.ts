import type { Caller, Context } from '../context.ts'
import type { JobStatistics } from './job.ts'
import { type JobRunRow, ownWorkflows } from './store.ts'

export type JobRun = JobStatistics & {
  id: string
  job: string
  slotAt: number | null
  startedAt: number
  finishedAt: number | null
  tookMs: number | null
  startedBy: string
}

/** Runs as one organization may see them: jobs serve them all, so errors about others' workflows are left out. */
export async function presentRuns({ db }: Context, caller: Caller, rows: readonly JobRunRow[]): Promise<JobRun[]> {
  const named = new Set(rows.flatMap((row) => row.errorDetails.map((one) => one.workflowId)))
  const own = await ownWorkflows(db.read, caller.organizationId, [...named])
  return rows.map((row) => ({
    ...row,
    errorDetails: row.errorDetails.filter(({ workflowId }) => workflowId === '' || own.has(workflowId)),
  }))
}
