import { badField, DomainError, notFound } from '../../shared/errors.ts'
import { normalise } from '../../shared/search.ts'
import type { DefinitionInput } from '../../shared/workflows/schema.ts'
import { recordAudit } from '../audit/record.ts'
import { newId } from '../clock.ts'
import type { Caller, Context } from '../context.ts'
import {
  countWorkflowsOf,
  type DefinitionRow,
  definitionsBy,
  deleteDefinition,
  insertDefinitions,
  updateDefinition,
} from './store.ts'

/**
 * Creates a definition, or changes the one with this id. Workflows that run already keep the steps they started with.
 * Throws not_found for an unknown id, bad_request for a name that another definition has.
 */
export async function saveDefinition(app: Context, caller: Caller, input: DefinitionInput): Promise<{ id: string }> {
  const { organizationId } = caller
  return app.db.write(async (tx) => {
    const now = app.clock.now()
    const nameSort = normalise(input.name)
    const existing = input.id === undefined ? undefined : (await definitionsBy(tx, organizationId, 'id', [input.id]))[0]
    if (input.id !== undefined && !existing) throw notFound('Workflow definition')
    const [namesake] = await definitionsBy(tx, organizationId, 'nameSort', [nameSort])
    if (namesake && namesake.id !== existing?.id) throw badField(['name'], 'Another definition has this name')
    const row: DefinitionRow = {
      organizationId,
      id: existing?.id ?? newId(now),
      name: input.name,
      nameSort,
      description: input.description === undefined ? (existing?.description ?? null) : input.description,
      actions: input.actions,
      createdAt: existing?.createdAt ?? now,
      updatedAt: now,
    }
    if (existing) await updateDefinition(tx, row)
    else await insertDefinitions(tx, [row])
    const action = existing ? 'definition.updated' : 'definition.created'
    const subject = `definition:${row.id}`
    const before = existing ? told(existing) : null
    await recordAudit(tx, caller, now, { action, subject, name: row.name, before, after: told(row) })
    return { id: row.id }
  })
}

/** Removes a definition that no workflow runs on. Throws not_found, and conflict where workflows do. */
export async function removeDefinition(app: Context, caller: Caller, id: string): Promise<void> {
  const { organizationId } = caller
  await app.db.write(async (tx) => {
    const [existing] = await definitionsBy(tx, organizationId, 'id', [id])
    if (!existing) throw notFound('Workflow definition')
    const workflows = await countWorkflowsOf(tx, organizationId, id)
    if (workflows > 0) {
      const message = `${workflows} workflow${workflows === 1 ? ' runs' : 's run'} on this definition: it stays for their history`
      throw new DomainError('conflict', message, { details: { workflows } })
    }
    await deleteDefinition(tx, organizationId, id)
    const removed = { action: 'definition.removed', subject: `definition:${id}`, name: existing.name }
    await recordAudit(tx, caller, app.clock.now(), { ...removed, before: told(existing) })
  })
}

function told({ name, description, actions }: DefinitionRow): Record<string, unknown> {
  return { name, description, actions }
}
