import { z } from 'zod'
import { RuleId } from '../../shared/rules/schema.ts'
import { prose, Reference } from '../../shared/text.ts'
import { toIso } from '../../shared/time/instant.ts'
import { route } from '../http/rest.ts'
import { rulesOnWorkflow } from './on-workflow.ts'
import { overrideRule, undoOverride } from './override.ts'
import { WireEvent, wireEvent } from './wire.ts'

const Person = z.object({ userId: z.string(), name: z.string() })
const OnWorkflow = z.object({
  rules: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      mode: z.string(),
      matchedSince: z.string().nullable(),
      outcome: z.string().nullable(),
      reason: z.string().nullable(),
      actedAt: z.string().nullable(),
    }),
  ),
  overrides: z.array(
    z.object({
      ruleId: z.string(),
      name: z.string(),
      reason: z.string().nullable(),
      by: Person.nullable(),
      at: z.string(),
    }),
  ),
  history: z.array(WireEvent),
  nextCursor: z.string().nullable(),
})

const Done = z.object({ success: z.literal(true) })
const params = z.strictObject({ id: Reference, ruleId: RuleId })

/** Rules as one workflow sees them. */
export const workflowRulesRest = [
  route(
    {
      method: 'get',
      path: '/api/workflows/{id}/rules',
      access: 'read',
      summary: 'What rules make and made of a workflow, and which are not for it',
      tag: 'Rules',
      params: z.strictObject({ id: Reference }),
      query: z.strictObject({ cursor: z.string().max(2_000).optional() }),
      response: OnWorkflow,
    },
    async (app, caller, { params: { id }, query }) => {
      const found = await rulesOnWorkflow(app.db.read, caller.organizationId, id, query.cursor)
      return {
        ...found,
        rules: found.rules.map((rule) => ({
          ...rule,
          matchedSince: toIso(rule.matchedSince),
          actedAt: toIso(rule.actedAt),
        })),
        overrides: found.overrides.map((one) => ({ ...one, at: toIso(one.at) })),
        history: found.history.map(wireEvent),
      }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/workflows/{id}/rules/{ruleId}/override',
      access: 'act',
      summary: 'Say that a rule is not for this workflow',
      tag: 'Rules',
      params,
      body: z.strictObject({ reason: prose(2_000).optional() }).optional(),
      response: Done,
    },
    async (app, caller, { params: { id, ruleId }, body }) => {
      await overrideRule(app, caller, { workflowId: id, ruleId, reason: body?.reason })
      return { success: true as const }
    },
  ),
  route(
    {
      method: 'delete',
      path: '/api/workflows/{id}/rules/{ruleId}/override',
      access: 'act',
      summary: 'Take that back',
      tag: 'Rules',
      params,
      response: Done,
    },
    async (app, caller, { params: { id, ruleId } }) => {
      await undoOverride(app, caller, { workflowId: id, ruleId })
      return { success: true as const }
    },
  ),
]
