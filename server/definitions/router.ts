import { z } from 'zod'
import { text } from '../../shared/text.ts'
import { DefinitionInput } from '../../shared/workflows/schema.ts'
import { procedure, router } from '../trpc/init.ts'
import { removeDefinition, saveDefinition } from './service.ts'
import { listDefinitions } from './store.ts'

export const definitionsRouter = router({
  list: procedure('read').query(({ ctx }) => listDefinitions(ctx.app.db.read, ctx.caller.organizationId)),

  save: procedure('admin')
    .input(DefinitionInput)
    .mutation(({ ctx, input }) => saveDefinition(ctx.app, ctx.caller, input)),

  remove: procedure('admin')
    .input(z.strictObject({ id: text(200) }))
    .mutation(({ ctx, input }) => removeDefinition(ctx.app, ctx.caller, input.id)),
})
