import { z } from 'zod'
import { BREAKDOWNS, Breakdown, drillFields, type Filter, filterFields } from '../../shared/analytics/schema.ts'
import { toIso } from '../../shared/time/instant.ts'
import { optionalInstant, WireInstant } from '../../shared/time/wire.ts'
import { localCalendar } from '../../shared/time/zone.ts'
import type { Caller } from '../context.ts'
import { rawRoute, route } from '../http/rest.ts'
import { askOf } from './ask.ts'
import { historyCsv, historyFile } from './export.ts'
import { BreakdownRowView, EscalationLineView, SummaryWire } from './wire.ts'

const tag = 'Analytics'
const period = { from: WireInstant.optional(), to: WireInstant.optional() }
const query = z.strictObject({ ...period, ...filterFields })

type Query = z.output<typeof query>

function filterOf({ from, to, ...rest }: Query, { timeZone }: Caller): Filter {
  return {
    ...rest,
    from: optionalInstant(from, timeZone) ?? undefined,
    to: optionalInstant(to, timeZone) ?? undefined,
  }
}

export const analyticsRest = [
  route(
    {
      method: 'get',
      path: '/api/analytics/summary',
      access: 'analytics',
      summary: 'How escalating went: counts, and times in hours',
      tag,
      query,
      response: SummaryWire,
    },
    async (app, caller, { query: asked }) => app.analytics.call('summary', askOf(caller, filterOf(asked, caller))),
  ),
  route(
    {
      method: 'get',
      path: '/api/analytics/breakdown',
      access: 'analytics',
      summary: `The same by ${BREAKDOWNS.join(', ')}`,
      tag,
      query: query.extend({ by: Breakdown }),
      response: z.object({ by: Breakdown, rows: z.array(BreakdownRowView) }),
    },
    async (app, caller, { query: { by, ...asked } }) => ({
      by,
      rows: await app.analytics.call('breakdown', { ...askOf(caller, filterOf(asked, caller)), by }),
    }),
  ),
  route(
    {
      method: 'get',
      path: '/api/analytics/escalations',
      access: 'analytics',
      summary: 'The escalations behind the numbers, the latest first',
      tag,
      query: query.extend({
        ...drillFields,
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      response: z.object({
        escalations: z.array(EscalationLineView),
        count: z.number(),
        nextCursor: z.string().nullable(),
      }),
    },
    async (app, caller, { query: { cursor, limit, ...asked } }) => {
      const ask = askOf(caller, filterOf(asked, caller))
      const page = await app.analytics.call('list', { ...ask, cursor, limit })
      const escalations = page.escalations.map((one) => ({
        ...one,
        createdAt: toIso(one.createdAt),
        firedAt: toIso(one.firedAt),
        endedAt: toIso(one.endedAt),
      }))
      return { ...page, escalations }
    },
  ),
  rawRoute(
    {
      method: 'get',
      path: '/api/analytics/export.csv',
      access: 'analytics',
      summary: 'The escalation history as CSV, the oldest first, armed ones too',
      tag,
      query: query.extend(drillFields),
    },
    async (app, caller, { query: asked }) => {
      const ask = askOf(caller, filterOf(asked, caller))
      const { from, to } = ask.filter
      const day = (at: number | undefined) => (at === undefined ? null : localCalendar(at, caller.timeZone).day)
      return new Response(historyCsv(app.analytics, ask), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': historyFile(day(from), day(to === undefined ? undefined : to - 1)),
          'cache-control': 'no-store',
        },
      })
    },
  ),
]
