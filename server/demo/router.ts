import { procedure, router } from '../trpc/init.ts'
import { createSampleData, removeSampleData } from './service.ts'

/** Sample data: in with one button, out with another. */
export const demoRouter = router({
  create: procedure('admin').mutation(({ ctx: { app, caller } }) => createSampleData(app, caller)),
  remove: procedure('admin').mutation(async ({ ctx: { app, caller } }) => {
    await removeSampleData(app, caller)
    return { removed: true }
  }),
})
