import { z } from 'zod'
import { text } from '../../../shared/text.ts'
import { procedure, router } from '../../trpc/init.ts'
import { createKey, endKey } from './service.ts'
import { listKeys } from './store.ts'

export const keysRouter = router({
  list: procedure('admin').query(async ({ ctx }) => ({
    keys: await listKeys(ctx.app.db.read, ctx.caller.organizationId),
  })),

  /** The answer is the only place where the key itself is ever shown. */
  create: procedure('admin')
    .input(z.strictObject({ name: text(100), userId: text(200).optional() }))
    .mutation(({ ctx, input }) => createKey(ctx.app, ctx.caller, input)),

  revoke: procedure('admin')
    .input(z.strictObject({ id: text(200) }))
    .mutation(({ ctx, input }) => endKey(ctx.app, ctx.caller, input.id)),
})
