import { z } from 'zod'
import { procedure, router } from '../trpc/init.ts'
import { summaryFor } from './summary.ts'

export const analyticsRouter = router({
  summary: procedure('analytics')
    .input(z.strictObject({ from: z.number().int().optional(), to: z.number().int().optional() }).prefault({}))
    .query(({ ctx: { app, caller }, input }) => summaryFor(app.db.read, caller, input)),
})
