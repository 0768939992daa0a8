import { z } from 'zod'
import {
  ActBody,
  DeEscalateBody,
  EscalateBody,
  EscalateNowBody,
  ListQuery,
  ManualEventBody,
  ReasonBody,
  WaitBody,
} from '../../shared/escalations/bodies.ts'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import { Reference } from '../../shared/text.ts'
import type { App } from '../app.ts'
import type { Caller } from '../context.ts'
import { route } from '../http/rest.ts'
import { workflowViews } from '../workflows/list.ts'
import { workflowWire } from '../workflows/present.ts'
import { reactivateNow, skip } from '../workflows/skip.ts'
import { snooze, wakeNow } from '../workflows/snooze.ts'
import { Person, WorkflowListWire } from '../workflows/wire.ts'
import { acknowledge } from './acknowledge.ts'
import { cancel } from './cancel.ts'
import { deEscalate } from './de-escalate.ts'
import { escalate } from './escalate.ts'
import { listOpen } from './list-store.ts'
import { fireManualEvent } from './manual-event.ts'
import { takeOwnership } from './take-ownership.ts'

const Done = z.object({ success: z.literal(true), message: z.string(), workflowId: z.string() })
const Escalated = Done.extend({ triggerCount: z.number(), escalatedTo: Person, willEscalate: z.string() })
const params = z.strictObject({ id: Reference })

const post = { method: 'post', access: 'act', tag: 'Escalations' } as const

function listRoute(kind: FlowKind, path: `/api/${string}`, summary: string) {
  return route(
    { method: 'get', path, access: 'read', tag: 'Escalations', summary, query: ListQuery, response: WorkflowListWire },
    async (app, caller, { query }) => list(app, caller, kind, query),
  )
}

async function list({ db }: App, caller: Caller, kind: FlowKind, query: ListQuery) {
  const { escalatedToMe, includeTriggered, ...rest } = query
  const flags = { escalatedToMe: escalatedToMe === 'true', includeTriggered: includeTriggered === 'true' }
  const filter = { kind, ...rest, ...flags }
  const { workflowIds, ...page } = await listOpen(db.read, caller.organizationId, filter, caller.userId)
  const views = await workflowViews(db.read, caller.organizationId, workflowIds)
  return { workflows: views.map(workflowWire), ...page }
}

export const escalationsRest = [
  route(
    {
      ...post,
      path: '/api/workflows/escalate-with-triggers',
      summary: 'Escalate at once, or when 1 to 3 triggers come true',
      body: EscalateBody,
      response: Escalated,
    },
    (app, caller, { body }) => escalate(app, caller, body),
  ),
  route(
    {
      ...post,
      path: '/api/workflows/escalate',
      summary: 'Escalate at once (the older form)',
      body: EscalateNowBody,
      response: Escalated,
    },
    (app, caller, { body }) => escalate(app, caller, { ...body, triggers: [], logic: 'OR' }),
  ),
  route(
    {
      ...post,
      path: '/api/workflows/snooze-with-triggers',
      summary: 'Hide a workflow until 1 to 3 triggers wake it',
      body: WaitBody,
      response: Done.extend({ triggerCount: z.number(), willWake: z.string() }),
    },
    (app, caller, { body }) => snooze(app, caller, body),
  ),
  route(
    {
      ...post,
      path: '/api/workflows/skip-with-triggers',
      summary: 'Skip a workflow until 1 to 3 triggers reactivate it',
      body: WaitBody,
      response: Done.extend({ triggerCount: z.number(), willReactivate: z.string() }),
    },
    (app, caller, { body }) => skip(app, caller, body),
  ),
  route(
    {
      ...post,
      path: '/api/workflows/de-escalate-now',
      summary: 'End an escalation and return the workflow to its original assignee',
      body: DeEscalateBody,
      response: Done.extend({ returnedTo: Person.nullable() }),
    },
    (app, caller, { body }) => deEscalate(app, caller, body),
  ),
  route(
    { ...post, path: '/api/workflows/wake-now', summary: 'Wake a snoozed workflow', body: ActBody, response: Done },
    (app, caller, { body }) => wakeNow(app, caller, body),
  ),
  route(
    {
      ...post,
      path: '/api/workflows/reactivate-now',
      summary: 'Reactivate a skipped workflow',
      body: ActBody,
      response: Done,
    },
    (app, caller, { body }) => reactivateNow(app, caller, body),
  ),
  route(
    {
      ...post,
      path: '/api/workflows/fire-manual-event',
      summary: 'Fire a manual event that triggers of the workflow may wait for',
      body: ManualEventBody,
      response: Done.extend({ eventKey: z.string() }),
    },
    (app, caller, { body }) => fireManualEvent(app, caller, body),
  ),
  listRoute('escalate', '/api/workflows/escalated', 'Escalated workflows, scheduled and immediate'),
  listRoute('snooze', '/api/workflows/snoozed', 'Snoozed workflows'),
  listRoute('skip', '/api/workflows/skipped', 'Skipped workflows'),
  route(
    {
      ...post,
      path: '/api/workflows/{id}/cancel',
      summary: 'Call a scheduled escalation off',
      params,
      body: ReasonBody.optional(),
      response: Done,
    },
    (app, caller, { params: { id }, body }) => cancel(app, caller, { workflowId: id, ...body }),
  ),
  route(
    {
      ...post,
      path: '/api/workflows/{id}/take-ownership',
      summary: 'Make the recipient of an escalation the assignee',
      params,
      body: ReasonBody.optional(),
      response: Done,
    },
    (app, caller, { params: { id }, body }) => takeOwnership(app, caller, { workflowId: id, ...body }),
  ),
  route(
    {
      ...post,
      path: '/api/workflows/{id}/acknowledge',
      summary: 'Say that the recipient has seen an escalation',
      params,
      body: ReasonBody.optional(),
      response: Done,
    },
    (app, caller, { params: { id }, body }) => acknowledge(app, caller, { workflowId: id, ...body }),
  ),
]
