import { z } from 'zod'
import { text } from '../../shared/text.ts'
import { toIso } from '../../shared/time/instant.ts'
import { route } from '../http/rest.ts'
import { type JobRun, presentRuns } from './service.ts'
import { listRuns } from './store.ts'

const Run = z.object({
  id: z.string(),
  job: z.string(),
  /** The scheduled instant; null for a run that a person or the start asked for. */
  slotAt: z.string().nullable(),
  startedAt: z.string(),
  /** Null while it runs. */
  tookMs: z.number().nullable(),
  evaluated: z.number(),
  fired: z.number(),
  firedLate: z.number(),
  errors: z.number(),
  errorDetails: z.array(z.object({ workflowId: z.string(), error: z.string() })),
  startedBy: z.string(),
})

function toWire({ finishedAt: _, ...run }: JobRun): z.input<typeof Run> {
  return { ...run, slotAt: toIso(run.slotAt), startedAt: toIso(run.startedAt) }
}

export const jobsRest = [
  route(
    {
      method: 'get',
      path: '/api/jobs/runs',
      access: 'admin',
      summary: 'What the scheduled jobs did, newest run first',
      tag: 'Jobs',
      query: z.strictObject({
        job: text(100).optional(),
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      response: z.object({ runs: z.array(Run), count: z.number(), nextCursor: z.string().nullable() }),
    },
    async (app, caller, { query }) => {
      const page = await listRuns(app.db.read, query)
      return { ...page, runs: (await presentRuns(app, caller, page.runs)).map(toWire) }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/jobs/{name}/run',
      access: 'admin',
      summary: 'Run a job now and wait for what it did',
      tag: 'Jobs',
      params: z.strictObject({ name: text(100) }),
      response: Run,
    },
    async (app, caller, { params }) => {
      const [run] = await presentRuns(app, caller, [await app.jobs.run(params.name, caller.name)])
      if (!run) throw new Error('A run that has just ended is missing')
      return toWire(run)
    },
  ),
]
