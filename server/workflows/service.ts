import type { Issue } from '../../shared/errors.ts'
import { refuseIssues, refuseRepeats } from '../../shared/issues.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { missingForNew, type WorkflowChange } from '../../shared/workflows/change.ts'
import type { Caller, Context } from '../context.ts'
import { inBatches } from '../db/batches.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { ensureDefinitions, findDefinitions, mayBeNewName } from '../definitions/resolve.ts'
import { announce } from '../live/hints.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { create, insertCreated, stepsOf } from './create.ts'
import { findWorkflows, type WorkflowActionRow, type WorkflowRow } from './store.ts'
import { update } from './update.ts'

type Parts = Context & { triggers: TriggerEngine }

export type SavedWorkflow = { id: string; externalId: string | null; result: 'created' | 'updated' | 'unchanged' }

/**
 * Creates or changes workflows by external id; one without is always new. A row that says nothing new changes nothing.
 * `status: 'completed'` completes with all that this means, `active` leaves a workflow that waits or is escalated as it is.
 * With `history` (imports) nobody is told and nothing that waits for a completion latches.
 * Throws bad_request with `[index, field]` for what is missing, comes twice, or would move a workflow to another customer.
 */
export async function saveWorkflows(
  app: Parts,
  caller: Caller,
  changes: readonly WorkflowChange[],
  { history = false }: { history?: boolean } = {},
): Promise<SavedWorkflow[]> {
  refuseRepeats(changes.map((change) => change.externalId))
  await refuseImpossible(app.db.read, caller.organizationId, changes)
  return inBatches(app, changes, async (tx, batch) => {
    const results = await saveBatch(app, tx, caller, { batch, now: app.clock.now(), history })
    const one = results.length === 1 ? results[0] : undefined
    tx.afterCommit(() => announce(caller.organizationId, { topic: 'workflow', ...(one && { id: one.id }) }))
    return results
  })
}

/** Looked at before anything is written, so that a list goes in as a whole or not at all. */
async function refuseImpossible(conn: Reader, organizationId: string, changes: readonly WorkflowChange[]) {
  const known = await findWorkflows(conn, organizationId, changes.flatMap(referenceOf))
  const definitions = await findDefinitions(conn, organizationId, namesOf(changes))
  refuseIssues(
    changes.flatMap((change, index): Issue[] => {
      const { definition, customerId } = change
      if (definition !== undefined && !definitions.has(definition) && !mayBeNewName(definition))
        return [{ path: [index, 'definition'], message: 'There is no such workflow definition' }]
      const existing = known.get(referenceOf(change)[0] ?? '')
      if (!existing)
        return missingForNew(change).map((field) => ({
          path: [index, field],
          message: `A new workflow needs a ${field}`,
        }))
      return customerId === undefined || customerId === existing.customerId
        ? []
        : [{ path: [index, 'customer'], message: 'A workflow stays with its customer' }]
    }),
  )
}

type Batch = { batch: readonly WorkflowChange[]; now: Instant; history: boolean }

async function saveBatch(app: Parts, tx: Writer, caller: Caller, { batch, now, history }: Batch) {
  const { organizationId } = caller
  const known = await findWorkflows(tx, organizationId, batch.flatMap(referenceOf))
  const definitions = await ensureDefinitions(tx, organizationId, namesOf(batch), now)
  const created: WorkflowRow[] = []
  const actions: WorkflowActionRow[] = []
  const results: SavedWorkflow[] = []
  for (const change of batch) {
    const existing = known.get(referenceOf(change)[0] ?? '')
    const definition = definitions.get(change.definition ?? '')
    if (existing) {
      const result = await update(app, tx, caller, { existing, change, definition, now, history })
      results.push({ id: existing.id, externalId: existing.externalId, result })
    } else if (definition && change.customerId !== undefined) {
      const row = create(organizationId, change, change.customerId, definition, now)
      created.push(row)
      actions.push(...stepsOf(row, definition))
      results.push({ id: row.id, externalId: row.externalId, result: 'created' })
    }
  }
  await insertCreated(tx, caller, created, actions, { now, history })
  return results
}

function referenceOf(change: WorkflowChange): string[] {
  return change.externalId === null ? [] : [`ext:${change.externalId}`]
}

function namesOf(changes: readonly WorkflowChange[]): string[] {
  return changes.flatMap((change) => change.definition ?? [])
}
