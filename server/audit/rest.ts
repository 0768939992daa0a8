import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { actorName, type AuditEvent, type AuditFilter, AuditQuery } from '../../shared/audit/schema.ts'
import { formulaSafe } from '../../shared/csv.ts'
import { toIso } from '../../shared/time/instant.ts'
import { instantFromWire, WireInstant } from '../../shared/time/wire.ts'
import type { Caller } from '../context.ts'
import { rawRoute, route } from '../http/rest.ts'
import { listAudit } from './list.ts'

const tag = 'Audit log'
const Query = AuditQuery.extend({
  acts: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
  from: WireInstant.optional(),
  to: WireInstant.optional(),
})

const Event = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.record(z.string(), z.unknown()),
  action: z.string(),
  subject: z.string(),
  subjectName: z.string(),
  /** Field → before and after; of a secret only that it changed. */
  diff: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  requestId: z.string().nullable(),
})

function filterOf(
  { from, to, ...query }: Omit<z.output<typeof Query>, 'cursor' | 'limit'>,
  caller: Caller,
): AuditFilter {
  return {
    ...query,
    from: from === undefined ? undefined : instantFromWire(from, caller.timeZone),
    to: to === undefined ? undefined : instantFromWire(to, caller.timeZone),
  }
}

export const auditRest = [
  route(
    {
      method: 'get',
      path: '/api/audit',
      access: 'admin',
      summary: 'Who changed what, newest first; acts=true adds what was done on workflows and customers',
      tag,
      query: Query.extend({
        cursor: z.string().max(500).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      response: z.object({ events: z.array(Event), nextCursor: z.string().nullable() }),
    },
    async (app, caller, { query: { cursor, limit, ...query } }) => {
      const page = await listAudit(app, caller.organizationId, filterOf(query, caller), { cursor, limit })
      return { ...page, events: page.events.map((event) => ({ ...event, at: toIso(event.at) })) }
    },
  ),
  rawRoute(
    {
      method: 'get',
      path: '/api/audit.csv',
      access: 'admin',
      summary: 'The same as CSV: all that passes the filter',
      tag,
      query: Query,
    },
    async (app, caller, { query }) => {
      const filter = filterOf(query, caller)
      let cursor: string | undefined
      const body = new ReadableStream<string>({
        start: (controller) => controller.enqueue('at,actor,action,subject,name,changes,request\r\n'),
        async pull(controller) {
          for (let lines = 0; lines === 0; ) {
            const { events, nextCursor } = await listAudit(app, caller.organizationId, filter, { cursor, limit: 200 })
            lines = events.length
            if (lines > 0) controller.enqueue(stringify(events.map(cellsOf), { record_delimiter: '\r\n' }))
            if (nextCursor === null) return controller.close()
            cursor = nextCursor
          }
        },
      }).pipeThrough(new TextEncoderStream())
      const disposition = `attachment; filename="audit.csv"`
      return new Response(body, {
        headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': disposition },
      })
    },
  ),
]

function cellsOf(event: AuditEvent): string[] {
  const changes = Object.entries(event.diff).map(
    ([name, [before, after]]) => `${name}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  )
  const { at, actor, action, subject, subjectName, requestId } = event
  const texts = [actorName(actor), action, subject, subjectName, changes.join('; '), requestId ?? '']
  return [toIso(at), ...texts.map(formulaSafe)]
}
