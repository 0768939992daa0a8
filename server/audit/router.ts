import { z } from 'zod'
import { AuditQuery } from '../../shared/audit/schema.ts'
import { procedure, router } from '../trpc/init.ts'
import { listAudit } from './list.ts'

export const auditRouter = router({
  /** Newest first. A page may be empty and still have a `nextCursor`: older events are yet to be looked at. */
  list: procedure('admin')
    .input(
      AuditQuery.extend({
        from: z.number().int().optional(),
        cursor: z.string().max(500).optional(),
        limit: z.number().int().min(1).max(200).default(100),
      }),
    )
    .query(({ ctx, input: { cursor, limit, ...filter } }) =>
      listAudit(ctx.app, ctx.caller.organizationId, filter, { cursor, limit }),
    ),
})
