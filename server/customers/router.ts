import { z } from 'zod'
import { CustomerFilter, CustomerInput, MetricName } from '../../shared/customers/schema.ts'
import { notFound } from '../../shared/errors.ts'
import { asOne } from '../../shared/issues.ts'
import { Reference, text } from '../../shared/text.ts'
import { metricHistory } from '../facts/store.ts'
import { listMessages } from '../messages/store.ts'
import { requireMember } from '../people/members/lookup.ts'
import { listTimeline } from '../timeline/store.ts'
import { procedure, router } from '../trpc/init.ts'
import { findCustomer, listCustomers } from './list.ts'
import { saveCustomers } from './service.ts'

const Page = z.strictObject({ customerId: text(200), cursor: z.string().max(2_000).optional() })

export const customersRouter = router({
  list: procedure('read')
    .input(CustomerFilter)
    .query(({ ctx, input }) => listCustomers(ctx.app.db.read, ctx.caller.organizationId, input, ctx.caller.userId)),

  get: procedure('read')
    .input(z.strictObject({ id: Reference }))
    .query(async ({ ctx, input }) => {
      const customer = await findCustomer(ctx.app.db.read, ctx.caller.organizationId, input.id)
      if (!customer) throw notFound('Customer')
      return customer
    }),

  upsert: procedure('admin')
    .input(CustomerInput)
    .mutation(async ({ ctx, input }) => {
      const { organizationId } = ctx.caller
      if (input.ownerId) await requireMember(ctx.app.db.read, organizationId, input.ownerId, ['ownerId'])
      const [saved] = await asOne(saveCustomers(ctx.app, ctx.caller, [input]))
      if (!saved) throw notFound('Customer')
      return saved
    }),

  /** Readings of one metric, oldest first: instants and values. */
  metricHistory: procedure('read')
    .input(z.strictObject({ customerId: text(200), metric: MetricName, from: z.number().int().default(0) }))
    .query(({ ctx, input }) => metricHistory(ctx.app.db.read, ctx.caller.organizationId, input)),

  timeline: procedure('read')
    .input(Page)
    .query(({ ctx, input }) =>
      listTimeline(ctx.app.db.read, ctx.caller.organizationId, `customer:${input.customerId}`, input.cursor),
    ),

  messages: procedure('read')
    .input(Page)
    .query(({ ctx, input }) => listMessages(ctx.app.db.read, ctx.caller.organizationId, input)),
})
