import { z } from 'zod'
import { text } from '../../../shared/text.ts'
import { procedure, router } from '../../trpc/init.ts'
import { removeTeam, saveTeam } from './service.ts'
import { listTeams } from './store.ts'

const Id = text(200)

export const teamsRouter = router({
  list: procedure('read').query(async ({ ctx }) => ({
    teams: await listTeams(ctx.app.db.read, ctx.caller.organizationId),
  })),

  save: procedure('admin')
    .input(z.strictObject({ id: Id.optional(), name: text(100), userIds: z.array(Id).max(500) }))
    .mutation(async ({ ctx, input }) => ({ id: await saveTeam(ctx.app, ctx.caller, input) })),

  remove: procedure('admin')
    .input(z.strictObject({ id: Id }))
    .mutation(({ ctx, input }) => removeTeam(ctx.app, ctx.caller, input.id)),
})
