import { z } from 'zod'
import { Indicator, RiskLevelSchema } from '../../shared/alerts/risk.ts'
import { AlertStatus, AlertType, Severity, StatusChange } from '../../shared/alerts/schema.ts'
import { monthStart, statsOf } from '../../shared/alerts/stats.ts'
import { notFound } from '../../shared/errors.ts'
import { text } from '../../shared/text.ts'
import { optionalInstant, WireInstant } from '../../shared/time/wire.ts'
import type { App } from '../app.ts'
import type { Caller } from '../context.ts'
import { route } from '../http/rest.ts'
import { countAlerts, findAlert, listAlerts } from './list-store.ts'
import { moveAlert } from './move.ts'
import { alertWire } from './present.ts'
import { suggestReplies } from './suggestions.ts'

const Person = z.object({ userId: z.string(), name: z.string() })

const Alert = z.object({
  id: z.string(),
  severity: Severity,
  status: AlertStatus,
  type: AlertType,
  customer: z.object({ id: z.string(), externalId: z.string().nullable(), name: z.string() }).nullable(),
  contact: z.object({ id: z.string(), name: z.string() }).nullable(),
  channel: z.string(),
  summary: z.string(),
  indicators: z.array(Indicator),
  suggestedAction: z.string(),
  deepLink: z.string().nullable(),
  count: z.number(),
  createdAt: z.string(),
  acknowledgedAt: z.string().nullable(),
  acknowledgedBy: Person.nullable(),
  resolvedAt: z.string().nullable(),
  resolutionNotes: z.string().nullable(),
})

const Stats = z.object({
  open: z.number(),
  acknowledged: z.number(),
  resolved: z.number(),
  falsePositive: z.number(),
  /** 0 to 1; null while no alert is closed. */
  falsePositiveRate: z.number().nullable(),
  totalThisMonth: z.number(),
})

const Query = z.strictObject({
  status: z.union([AlertStatus, z.literal('all')]).optional(),
  severity: z.union([Severity, z.literal('all')]).optional(),
  /** Tag of something that was found. */
  indicator: text(100).optional(),
  from: WireInstant.optional(),
  to: WireInstant.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const params = z.strictObject({ id: text(100) })

/** The numbers of the cards, whatever the list shows. */
export async function alertStats({ db, clock }: App, { organizationId, timeZone }: Caller) {
  return statsOf(await countAlerts(db.read, organizationId, monthStart(clock.now(), timeZone)))
}

async function show({ db }: App, { organizationId }: Caller, id: string) {
  const alert = await findAlert(db.read, organizationId, id)
  if (!alert) throw notFound('Alert')
  return alertWire(alert)
}

async function list(app: App, caller: Caller, { status, severity, from, to, ...rest }: z.infer<typeof Query>) {
  const filter = {
    ...rest,
    from: optionalInstant(from, caller.timeZone) ?? undefined,
    to: optionalInstant(to, caller.timeZone) ?? undefined,
    ...(status !== 'all' && { status }),
    ...(severity !== 'all' && { severity }),
  }
  const { alerts, nextCursor } = await listAlerts(app.db.read, caller.organizationId, filter)
  return { alerts: alerts.map(alertWire), stats: await alertStats(app, caller), nextCursor }
}

const Listed = z.object({ alerts: z.array(Alert), stats: Stats })
const reading = {
  method: 'get',
  access: 'alerts',
  summary: 'Alerts of every status, the newest first, and how many there are of each',
  tag: 'Alerts',
} as const

function movingAt(path: '/api/admin/escalations/{id}' | '/api/alerts/{id}') {
  return route(
    {
      method: 'put',
      path,
      access: 'alerts',
      summary: 'Acknowledge, resolve or reopen an alert, or mark it as a false positive',
      tag: 'Alerts',
      params,
      body: StatusChange,
      response: Alert,
    },
    async (app, caller, { params: { id }, body }) => {
      await moveAlert(app, caller, id, body)
      return show(app, caller, id)
    },
  )
}

export const alertsRest = [
  route(
    { ...reading, path: '/api/admin/escalations', query: Query.omit({ cursor: true }), response: Listed },
    async (app, caller, { query }) => {
      const { alerts, stats } = await list(app, caller, query)
      return { alerts, stats }
    },
  ),
  movingAt('/api/admin/escalations/{id}'),
  route(
    {
      ...reading,
      path: '/api/alerts',
      query: Query,
      response: Listed.extend({ nextCursor: z.string().nullable() }),
    },
    (app, caller, { query }) => list(app, caller, query),
  ),
  movingAt('/api/alerts/{id}'),
  route(
    {
      method: 'post',
      path: '/api/messages/{id}/suggestions',
      access: 'act',
      summary: 'Replies to a customer’s message, with what the analysis says of it',
      tag: 'Alerts',
      params,
      response: z.object({
        suggestions: z.array(z.object({ text: z.string(), why: z.string() })),
        risk: z.object({
          score: z.number(),
          riskLevel: RiskLevelSchema,
          confidence: z.number(),
          tone: z.string(),
          indicators: z.array(Indicator),
          suggestedAction: z.string(),
          engine: z.string(),
        }),
      }),
    },
    (app, caller, { params: { id } }) => suggestReplies(app, caller, id),
  ),
  route(
    {
      method: 'get',
      path: '/api/alerts/{id}',
      access: 'alerts',
      summary: 'One alert',
      tag: 'Alerts',
      params,
      response: Alert,
    },
    (app, caller, { params: { id } }) => show(app, caller, id),
  ),
]
