import type { Instant } from '../../shared/time/instant.ts'
import { changeWorkflow, type WorkflowChange } from '../../shared/workflows/change.ts'
import type { Caller } from '../context.ts'
import { findCustomers } from '../customers/store.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { findDefinitions } from '../definitions/resolve.ts'
import type { DefinitionRow } from '../definitions/store.ts'
import { memberNames } from '../people/members/lookup.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { assignWorkflow } from './assign.ts'
import { completeWorkflow, reopenWorkflow } from './complete.ts'
import { updateWorkflow, type WorkflowRow } from './store.ts'

type Update = {
  existing: WorkflowRow
  change: WorkflowChange
  definition: DefinitionRow | undefined
  now: Instant
  history: boolean
}

/** Changes an existing workflow as an upsert asks, through the acts that it amounts to. */
export async function update(
  app: { triggers: TriggerEngine },
  tx: Writer,
  { organizationId, actor }: Caller,
  { existing, change, definition, now, history }: Update,
): Promise<'updated' | 'unchanged'> {
  const { next, changed, act } = changeWorkflow(existing, change, definition?.id)
  if (changed.length === 0 && act === null) return 'unchanged'
  let workflow = existing
  const details = changed.filter((field) => field !== 'assigneeId' || history)
  if (details.length > 0) {
    const changes = Object.fromEntries(details.map((field) => [field, [existing[field], next[field]]]))
    const fields = Object.fromEntries(details.map((field) => [field, next[field]]))
    workflow = await updateWorkflow(tx, workflow, fields, now, { quiet: history })
    await appendTimeline(tx, organizationId, [
      { subject: `workflow:${workflow.id}`, type: 'workflow.updated', actor, at: now, details: { changes } },
    ])
  }
  if (workflow.assigneeId !== next.assigneeId) {
    const names = await namesFor(tx, workflow, next.assigneeId)
    workflow = await assignWorkflow(tx, workflow, next.assigneeId, { names, actor, now })
  }
  if (act === 'complete') await completeWorkflow(app.triggers, tx, workflow, { actor, now, history })
  if (act === 'reopen') await reopenWorkflow(tx, workflow, { actor, now, history })
  return 'updated'
}

async function namesFor(conn: Reader, workflow: WorkflowRow, assigneeId: string | null) {
  const { organizationId, customerId, definitionId } = workflow
  const people = await memberNames(conn, organizationId, [assigneeId, workflow.assigneeId])
  return {
    customerName: (await findCustomers(conn, organizationId, [customerId])).get(customerId)?.name ?? '',
    definitionName: (await findDefinitions(conn, organizationId, [definitionId])).get(definitionId)?.name ?? '',
    assigneeName: people.get(assigneeId ?? '') ?? null,
    previousName: people.get(workflow.assigneeId ?? '') ?? null,
  }
}
