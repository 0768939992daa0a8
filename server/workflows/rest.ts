import { z } from 'zod'
import { notFound } from '../../shared/errors.ts'
import { asOne } from '../../shared/issues.ts'
import { Reference, text } from '../../shared/text.ts'
import { ReassignBody, WorkflowBody, WorkflowQuery } from '../../shared/workflows/schema.ts'
import { findCustomerId } from '../customers/store.ts'
import { findDefinitions } from '../definitions/resolve.ts'
import { route } from '../http/rest.ts'
import { complete, completeStep, reassign, reopen } from './acts.ts'
import { findWorkflowView, listWorkflows } from './list.ts'
import { detailWire, presentWorkflow, workflowWire } from './present.ts'
import { workflowChanges } from './resolve.ts'
import { saveWorkflows } from './service.ts'
import { WorkflowDetailWire, WorkflowListWire, WorkflowWire } from './wire.ts'

const tag = 'Workflows'
const One = z.strictObject({ id: Reference })
const Answer = z.object({ success: z.literal(true), message: z.string(), workflowId: z.string() })

const Saved = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  result: z.enum(['created', 'updated', 'unchanged']),
})

export const workflowsRest = [
  route(
    {
      method: 'post',
      path: '/api/workflows',
      access: 'admin',
      summary: 'Create or change one workflow, or an array of up to 1,000',
      tag,
      body: z.union([WorkflowBody, z.array(WorkflowBody).max(1_000, 'At most 1000 workflows at once')]),
      bodyLimit: 4 * 1024 * 1024,
      response: z.union([WorkflowWire, z.object({ results: z.array(Saved) })]),
    },
    async (app, caller, { body }) => {
      const save = async (bodies: WorkflowBody[]) =>
        saveWorkflows(app, caller, await workflowChanges(app.db.read, caller, bodies))
      if (Array.isArray(body)) return { results: await save(body) }
      const [saved] = await asOne(save([body]))
      const workflow = saved && (await findWorkflowView(app.db.read, caller.organizationId, saved.id))
      if (!workflow) throw notFound('Workflow')
      return workflowWire(workflow)
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/workflows',
      access: 'read',
      summary: 'List workflows',
      tag,
      query: WorkflowQuery,
      response: WorkflowListWire,
    },
    async (app, caller, { query }) => {
      const { assignee, customer, definition, ...filter } = query
      const { organizationId } = caller
      const customerId = customer && (await findCustomerId(app.db.read, organizationId, customer))
      const definitions = await findDefinitions(
        app.db.read,
        organizationId,
        definition === undefined ? [] : [definition],
      )
      // What is not there has no workflows.
      const filters = {
        ...filter,
        assigneeId: assignee,
        customerId: customer && (customerId ?? ''),
        definitionId: definition && (definitions.get(definition)?.id ?? ''),
      }
      const now = app.clock.now()
      const page = await listWorkflows(app.db.read, caller.organizationId, filters, { me: caller.userId, now })
      return { ...page, workflows: page.workflows.map(workflowWire) }
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/workflows/{id}',
      access: 'read',
      summary: 'One workflow with its open flow action and its story',
      tag,
      params: One,
      response: WorkflowDetailWire,
    },
    async (app, caller, { params }) => {
      const detail = await presentWorkflow(app.db.read, caller.organizationId, params.id)
      if (!detail) throw notFound('Workflow')
      return detailWire(detail)
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/workflows/{id}/reassign',
      access: 'act',
      summary: 'Change the assignee; starts no escalation',
      tag,
      params: One,
      body: ReassignBody,
      response: Answer,
    },
    (app, caller, { params, body }) => reassign(app, caller, params.id, body.userId),
  ),
  route(
    {
      method: 'post',
      path: '/api/workflows/{id}/complete',
      access: 'act',
      summary: 'Complete a workflow; ends its open flow action',
      tag,
      params: One,
      response: Answer,
    },
    (app, caller, { params }) => complete(app, caller, params.id),
  ),
  route(
    {
      method: 'post',
      path: '/api/workflows/{id}/reopen',
      access: 'act',
      summary: 'Open a completed workflow again',
      tag,
      params: One,
      response: Answer,
    },
    (app, caller, { params }) => reopen(app, caller, params.id),
  ),
  route(
    {
      method: 'post',
      path: '/api/workflows/{id}/actions/{actionId}/complete',
      access: 'act',
      summary: 'Mark one action of a workflow as done',
      tag,
      params: z.strictObject({ id: Reference, actionId: text(100) }),
      response: Answer,
    },
    (app, caller, { params }) => completeStep(app, caller, params.id, params.actionId),
  ),
]
