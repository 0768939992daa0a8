import { z } from 'zod'
import { notFound } from '../../shared/errors.ts'
import { LIMITS } from '../../shared/rules/condition.ts'
import {
  FreshnessBody,
  PreviewBody,
  ReleaseBody,
  ReorderBody,
  RuleBody,
  RuleChange,
  RuleId,
  SimulateBody,
} from '../../shared/rules/schema.ts'
import { text } from '../../shared/text.ts'
import type { App } from '../app.ts'
import type { Caller } from '../context.ts'
import { route } from '../http/rest.ts'
import { listFreshness, setFreshness } from './freshness.ts'
import { matchingNow } from './matching.ts'
import { ruleView, ruleViews } from './present.ts'
import { releaseQuarantined, resumeRule } from './quarantine.ts'
import { createRule, duplicateRule, removeRule, reorderRules, restoreRule, updateRule } from './service.ts'
import { simulate } from './simulate.ts'
import { understand } from './understand.ts'
import { WireRule, WireSimulation, wireRule } from './wire.ts'

const params = z.strictObject({ id: RuleId })
/** The condition with room for everything else a rule has. */
const bodyLimit = LIMITS.bytes + 16 * 1024
const shape = { access: 'admin', tag: 'Rules' } as const

async function shown(app: App, caller: Caller, id: string): Promise<z.infer<typeof WireRule>> {
  const rule = await ruleView(app.db.read, caller.organizationId, id, app.clock.now())
  if (!rule) throw notFound('Rule')
  return wireRule(rule)
}

const Released = z.object({
  released: z.number(),
  refused: z.array(z.object({ workflowId: z.string(), reason: z.string() })),
})
const Freshness = z.object({
  metrics: z.array(z.object({ metric: z.string(), hours: z.number(), staleCustomers: z.number() })),
})

export const rulesRest = [
  route(
    {
      ...shape,
      method: 'get',
      path: '/api/rules',
      summary: 'Routing rules, in the order in which they win',
      response: z.object({ rules: z.array(WireRule) }),
    },
    async (app, caller) => ({
      rules: (await ruleViews(app.db.read, caller.organizationId, app.clock.now())).map(wireRule),
    }),
  ),
  route(
    {
      ...shape,
      method: 'post',
      path: '/api/rules',
      summary: 'Make a rule; it stores exactly what was understood and says it in words',
      body: RuleBody,
      bodyLimit,
      response: WireRule,
    },
    async (app, caller, { body }) => shown(app, caller, await createRule(app, caller, body)),
  ),
  route(
    { ...shape, method: 'get', path: '/api/rules/{id}', summary: 'One rule', params, response: WireRule },
    (app, caller, { params: { id } }) => shown(app, caller, id),
  ),
  route(
    {
      ...shape,
      method: 'put',
      path: '/api/rules/{id}',
      summary: 'Change a rule, or switch it; what is left out stays',
      params,
      body: RuleChange,
      bodyLimit,
      response: WireRule,
    },
    async (app, caller, { params: { id }, body }) => {
      await updateRule(app, caller, id, body)
      return shown(app, caller, id)
    },
  ),
  route(
    {
      ...shape,
      method: 'delete',
      path: '/api/rules/{id}',
      summary: 'Remove a rule; its history stays',
      params,
      response: z.object({ success: z.literal(true) }),
    },
    async (app, caller, { params: { id } }) => {
      await removeRule(app, caller, id)
      return { success: true as const }
    },
  ),
  route(
    {
      ...shape,
      method: 'post',
      path: '/api/rules/{id}/duplicate',
      summary: 'A copy of a rule, switched off',
      params,
      response: WireRule,
    },
    async (app, caller, { params: { id } }) => shown(app, caller, await duplicateRule(app, caller, id)),
  ),
  route(
    {
      ...shape,
      method: 'post',
      path: '/api/rules/reorder',
      summary: 'Put all rules into an order; the first one wins',
      body: ReorderBody,
      response: z.object({ rules: z.array(WireRule) }),
    },
    async (app, caller, { body }) => {
      await reorderRules(app, caller, body.ruleIds)
      return { rules: (await ruleViews(app.db.read, caller.organizationId, app.clock.now())).map(wireRule) }
    },
  ),
  route(
    {
      ...shape,
      method: 'post',
      path: '/api/rules/preview',
      summary: 'What a condition says, and how many open workflows it matches now',
      body: PreviewBody,
      bodyLimit,
      response: z.object({
        conditions: z.unknown(),
        words: z.string(),
        matching: z.number(),
        open: z.number(),
        waiting: z.number(),
        examples: z.array(z.object({ workflowId: z.string(), customerName: z.string(), definition: z.string() })),
      }),
    },
    async (app, caller, { body }) =>
      matchingNow(app, caller, await understand(app.db.read, caller.organizationId, body.conditions)),
  ),
  route(
    {
      ...shape,
      method: 'post',
      path: '/api/rules/simulate',
      summary: 'Take one workflow through all rules; changes nothing',
      body: SimulateBody,
      response: WireSimulation,
    },
    (app, caller, { body }) => simulate(app.db.read, caller, body.workflowId, app.clock.now()),
  ),
  route(
    {
      ...shape,
      method: 'post',
      path: '/api/rules/{id}/restore',
      summary: 'Put a rule back to what it was after a change in its history; its mode stays',
      params,
      body: z.strictObject({ eventId: text(200, 'Say which event of the history') }),
      response: WireRule,
    },
    async (app, caller, { params: { id }, body }) => {
      await restoreRule(app, caller, id, body.eventId)
      return shown(app, caller, id)
    },
  ),
  ...(['approve', 'discard'] as const).map((act) =>
    route(
      {
        ...shape,
        method: 'post',
        path: `/api/rules/{id}/${act}`,
        summary: `${act === 'approve' ? 'Let go' : 'Throw away'} what a rule has in quarantine: these workflows, or all`,
        params,
        body: ReleaseBody,
        response: Released,
      },
      (app, caller, { params: { id }, body }) =>
        releaseQuarantined(app, caller, id, { workflowIds: body.workflowIds, discard: act === 'discard' }),
    ),
  ),
  route(
    {
      ...shape,
      method: 'post',
      path: '/api/rules/{id}/resume',
      summary: 'Let a rule go on that paused itself',
      params,
      response: WireRule,
    },
    async (app, caller, { params: { id } }) => {
      await resumeRule(app, caller, id)
      return shown(app, caller, id)
    },
  ),
  route(
    {
      ...shape,
      method: 'get',
      path: '/api/rules/freshness',
      summary: 'For how long readings of metrics count',
      response: Freshness,
    },
    async (app, caller) => ({ metrics: await listFreshness(app.db.read, caller.organizationId) }),
  ),
  route(
    {
      ...shape,
      method: 'put',
      path: '/api/rules/freshness',
      summary: 'Set for how many hours a reading of a metric counts; null: for good',
      body: FreshnessBody,
      response: Freshness,
    },
    async (app, caller, { body }) => {
      await setFreshness(app, caller, body)
      return { metrics: await listFreshness(app.db.read, caller.organizationId) }
    },
  ),
]
