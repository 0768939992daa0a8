import { z } from 'zod'
import { text } from '../../shared/text.ts'
import { procedure, router } from '../trpc/init.ts'
import { presentRuns } from './service.ts'
import { listRuns } from './store.ts'

export const jobsRouter = router({
  list: procedure('admin').query(async ({ ctx: { app, caller } }) => {
    const jobs = app.jobs.list().map(async (job) => {
      const { runs } = await listRuns(app.db.read, { job: job.name, limit: 1 })
      return { ...job, lastRun: (await presentRuns(app, caller, runs))[0] ?? null }
    })
    return { jobs: await Promise.all(jobs) }
  }),
  runs: procedure('admin')
    .input(
      z.strictObject({
        job: text(100).optional(),
        cursor: z.string().max(500).optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .query(async ({ ctx: { app, caller }, input }) => {
      const page = await listRuns(app.db.read, input)
      return { ...page, runs: await presentRuns(app, caller, page.runs) }
    }),
  run: procedure('admin')
    .input(z.strictObject({ name: text(100) }))
    .mutation(async ({ ctx: { app, caller }, input }) => {
      const run = await app.jobs.run(input.name, caller.name)
      return (await presentRuns(app, caller, [run]))[0]
    }),
})
