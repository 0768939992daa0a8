import { z } from 'zod'
import { optionalInstant, WireInstant } from '../../shared/time/wire.ts'
import { route } from '../http/rest.ts'
import { summaryFor } from './summary.ts'

const hours = z.number().nullable()

export const analyticsRest = [
  route(
    {
      method: 'get',
      path: '/api/analytics/summary',
      access: 'analytics',
      summary: 'How escalating went, in hours',
      tag: 'Analytics',
      query: z.strictObject({ from: WireInstant.optional(), to: WireInstant.optional() }),
      response: z.object({
        totalEscalations: z.number(),
        immediate: z.number(),
        armed: z.number(),
        timeToEscalate: z.object({ mean: hours, median: hours, p90: hours }),
        mostEscalatedTo: z.object({ userId: z.string(), name: z.string(), escalations: z.number() }).nullable(),
        mtta: hours,
        mttr: hours,
        falsePositiveRate: z.number().nullable(),
        falseEscalations: z.number(),
        firedLate: z.number(),
        conditionalShare: z.number().nullable(),
      }),
    },
    async (app, caller, { query }) =>
      summaryFor(app.db.read, caller, {
        from: optionalInstant(query.from, caller.timeZone) ?? undefined,
        to: optionalInstant(query.to, caller.timeZone) ?? undefined,
      }),
  ),
]
