import { notFound } from '../../../shared/errors.ts'
import { procedure, router } from '../../trpc/init.ts'
import { NewOrganization, OrganizationChange } from './schema.ts'
import { changeOrganization, createOrganization } from './service.ts'
import { findOrganization } from './store.ts'

export const organizationRouter = router({
  get: procedure('read').query(async ({ ctx }) => {
    const organization = await findOrganization(ctx.app.db.read, ctx.caller.organizationId)
    if (!organization) throw notFound('Organization')
    return organization
  }),

  update: procedure('admin')
    .input(OrganizationChange)
    .mutation(({ ctx, input }) => changeOrganization(ctx.app, ctx.caller, input)),

  create: procedure('admin')
    .input(NewOrganization)
    .mutation(async ({ ctx, input }) => ({ id: await createOrganization(ctx.app, ctx.caller, input) })),
})
