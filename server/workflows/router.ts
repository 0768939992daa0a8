import { z } from 'zod'
import { badField, notFound } from '../../shared/errors.ts'
import { asOne } from '../../shared/issues.ts'
import { mayPass } from '../../shared/roles.ts'
import { Reference, text } from '../../shared/text.ts'
import { NewWorkflow, ReassignBody, WorkflowFilter, WorkflowUpdate } from '../../shared/workflows/schema.ts'
import { countOpenAlerts } from '../alerts/list-store.ts'
import { findCustomers } from '../customers/store.ts'
import { countUnread } from '../notifications/store.ts'
import { requireMember } from '../people/members/lookup.ts'
import { procedure, router } from '../trpc/init.ts'
import { complete, completeStep, reassign, reopen, updateDetails } from './acts.ts'
import { listWorkflows } from './list.ts'
import { presentWorkflow } from './present.ts'
import { countMine, listQueue } from './queue.ts'
import { saveWorkflows } from './service.ts'

const One = z.strictObject({ id: Reference })
const Page = z.strictObject({
  cursor: z.string().max(2_000).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})

export const workflowsRouter = router({
  list: procedure('read')
    .input(WorkflowFilter)
    .query(({ ctx: { app, caller }, input }) =>
      listWorkflows(app.db.read, caller.organizationId, input, { me: caller.userId, now: app.clock.now() }),
    ),

  queue: procedure('self')
    .input(Page)
    .query(({ ctx: { app, caller }, input }) =>
      listQueue(app.db.read, caller.organizationId, { ...input, userId: caller.userId, now: app.clock.now() }),
    ),

  /** The numbers beside the menu. */
  counts: procedure('self').query(async ({ ctx: { app, caller } }) => ({
    ...(await countMine(app.db.read, caller.organizationId, caller.userId)),
    unread: await countUnread(app.db.read, caller.organizationId, caller.userId),
    alerts: mayPass(caller.role, 'alerts', caller.settings)
      ? await countOpenAlerts(app.db.read, caller.organizationId)
      : 0,
  })),

  get: procedure('read')
    .input(One)
    .query(async ({ ctx: { app, caller }, input }) => {
      const detail = await presentWorkflow(app.db.read, caller.organizationId, input.id)
      if (!detail) throw notFound('Workflow')
      return detail
    }),

  create: procedure('admin')
    .input(NewWorkflow)
    .mutation(async ({ ctx: { app, caller }, input }) => {
      const { organizationId } = caller
      if (!(await findCustomers(app.db.read, organizationId, [input.customerId])).has(input.customerId))
        throw badField(['customerId'], 'There is no such customer')
      if (input.assigneeId) await requireMember(app.db.read, organizationId, input.assigneeId, ['assigneeId'])
      const [saved] = await asOne(saveWorkflows(app, caller, [{ ...input, externalId: null }]))
      if (!saved) throw notFound('Workflow')
      return saved
    }),

  update: procedure('act')
    .input(WorkflowUpdate)
    .mutation(({ ctx, input: { id, ...change } }) => updateDetails(ctx.app, ctx.caller, id, change)),

  reassign: procedure('act')
    .input(ReassignBody.extend(One.shape))
    .mutation(({ ctx, input }) => reassign(ctx.app, ctx.caller, input.id, input.userId)),

  complete: procedure('act')
    .input(One)
    .mutation(({ ctx, input }) => complete(ctx.app, ctx.caller, input.id)),

  reopen: procedure('act')
    .input(One)
    .mutation(({ ctx, input }) => reopen(ctx.app, ctx.caller, input.id)),

  completeAction: procedure('act')
    .input(One.extend({ actionId: text(100) }))
    .mutation(({ ctx, input }) => completeStep(ctx.app, ctx.caller, input.id, input.actionId)),
})
