import { z } from 'zod'
import { ImportSettings, StartImport } from '../../shared/imports/schema.ts'
import { text } from '../../shared/text.ts'
import { procedure, router } from '../trpc/init.ts'
import { presentImport } from './present.ts'
import { cancelImport, previewImport, releaseFired, requireImport, startImport } from './service.ts'
import { listImports, listIssues } from './store.ts'

const ById = z.strictObject({ id: text(100) })

/** The import page. The file itself comes in by `POST /api/imports/files`. */
export const importsRouter = router({
  list: procedure('admin').query(async ({ ctx: { app, caller } }) => {
    const runs = await listImports(app.db.read, caller.organizationId)
    return runs.map((run) => presentImport(run, app.imports.counts(run.id)))
  }),
  get: procedure('admin')
    .input(ById)
    .query(async ({ ctx: { app, caller }, input }) => {
      const run = await requireImport(app, caller.organizationId, input.id)
      return presentImport(run, app.imports.counts(run.id))
    }),
  preview: procedure('admin')
    .input(ImportSettings.extend(ById.shape))
    .mutation(({ ctx: { app, caller }, input: { id, ...settings } }) => previewImport(app, caller, id, settings)),
  start: procedure('admin')
    .input(StartImport.extend(ById.shape))
    .mutation(async ({ ctx: { app, caller }, input: { id, ...request } }) =>
      presentImport(await startImport(app, caller, id, request), app.imports.counts(id)),
    ),
  cancel: procedure('admin')
    .input(ById)
    .mutation(async ({ ctx: { app, caller }, input }) =>
      presentImport(await cancelImport(app, caller, input.id), undefined),
    ),
  /** Lets fire what the imported facts make true. */
  release: procedure('admin')
    .input(ById)
    .mutation(async ({ ctx: { app, caller }, input }) =>
      presentImport(await releaseFired(app, caller, input.id), undefined),
    ),
  issues: procedure('admin')
    .input(ById.extend({ offset: z.number().int().min(0).default(0) }))
    .query(async ({ ctx: { app, caller }, input }) => {
      const run = await requireImport(app, caller.organizationId, input.id)
      return listIssues(app.db.read, caller.organizationId, run.id, { limit: 200, offset: input.offset })
    }),
})
