import { z } from 'zod'
import { LIMITS } from '../../../shared/rules/condition.ts'
import { BacktestBody, RuleId } from '../../../shared/rules/schema.ts'
import { toIso } from '../../../shared/time/instant.ts'
import { instantFromWire, optionalInstant } from '../../../shared/time/wire.ts'
import { text } from '../../../shared/text.ts'
import { route } from '../../http/rest.ts'
import { backtestAsk } from './ask.ts'
import type { BacktestJob } from './jobs.ts'
import type { Result } from './result.ts'

const Person = z.object({ userId: z.string(), name: z.string() })
const WireResult = z.object({
  from: z.string(),
  to: z.string(),
  firings: z.array(
    z.object({
      at: z.string(),
      workflowId: z.string(),
      customerId: z.string(),
      customerName: z.string(),
      recipient: Person,
      explanation: z.string(),
    }),
  ),
  count: z.number(),
  perPersonWeek: z.array(z.object({ userId: z.string(), name: z.string(), week: z.string(), count: z.number() })),
  overlap: z.array(z.object({ ruleId: z.string(), name: z.string(), both: z.number(), lostTo: z.number() })),
  difference: z.object({ against: z.string(), added: z.number(), removed: z.number(), same: z.number() }),
  hasHistory: z.boolean(),
  historyFrom: z.string().nullable(),
  facts: z.number(),
})

function wireResult(result: Result): z.infer<typeof WireResult> {
  return {
    ...result,
    from: toIso(result.from),
    to: toIso(result.to),
    historyFrom: toIso(result.historyFrom),
    firings: result.firings.map((firing) => ({ ...firing, at: toIso(firing.at) })),
  }
}

const WireJob = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: z.string(),
  progress: z.object({ facts: z.number(), of: z.number(), firings: z.number() }),
  result: WireResult.nullable(),
  error: z.string().nullable(),
})

function wireJob(job: BacktestJob): z.infer<typeof WireJob> {
  return { ...job, startedAt: toIso(job.startedAt), result: job.result && wireResult(job.result) }
}

const params = z.strictObject({ jobId: text(200) })

export const backtestRest = [
  route(
    {
      method: 'post',
      path: '/api/rules/{id}/backtest',
      access: 'admin',
      summary: 'Try a rule, or changes of it, over the past; async=true answers 202 with a job to follow or cancel',
      tag: 'Rules',
      params: z.strictObject({ id: RuleId }),
      query: z.strictObject({ async: z.enum(['true', 'false'], 'Say true or false').optional() }),
      body: BacktestBody,
      bodyLimit: LIMITS.bytes + 16 * 1024,
      response: z.union([WireResult, WireJob]),
    },
    async (app, caller, { params: { id }, query, body }) => {
      const window = {
        from: instantFromWire(body.from, caller.timeZone),
        to: optionalInstant(body.to, caller.timeZone) ?? undefined,
      }
      const ask = await backtestAsk(app, caller, { ...body, ...window, ruleId: id })
      if (query.async === 'true') return Response.json(wireJob(app.backtests.start(ask)), { status: 202 })
      return wireResult(await app.backtests.run(ask))
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/rules/backtests/{jobId}',
      access: 'admin',
      summary: 'How far a backtest is, and its result',
      tag: 'Rules',
      params,
      response: WireJob,
    },
    async (app, caller, { params: { jobId } }) => wireJob(app.backtests.get(caller.organizationId, jobId)),
  ),
  route(
    {
      method: 'delete',
      path: '/api/rules/backtests/{jobId}',
      access: 'admin',
      summary: 'Cancel a backtest',
      tag: 'Rules',
      params,
      response: WireJob,
    },
    async (app, caller, { params: { jobId } }) => wireJob(app.backtests.cancel(caller.organizationId, jobId)),
  ),
]
