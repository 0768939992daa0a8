import { auditDiff } from '../../shared/audit/diff.ts'
import { type ContactChange, type ContactRecord, changeContact, missingForNew } from '../../shared/contacts/change.ts'
import { notFound } from '../../shared/errors.ts'
import { refuseIssues, refuseRepeats } from '../../shared/issues.ts'
import { normalise } from '../../shared/search.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Caller, Context } from '../context.ts'
import { inBatches } from '../db/batches.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { appendTimeline, type TimelineEntry } from '../timeline/store.ts'
import { type ContactRow, contactsBy, deleteContact, insertContacts, updateContact } from './store.ts'

export type SavedContact = { id: string; externalId: string | null; result: 'created' | 'updated' | 'unchanged' }

/**
 * Creates or changes contacts, by Hoist's id where given, else by external id; without either one a contact is new.
 * A row that says nothing new changes nothing.
 * Throws bad_request with `[index, field]` for an unknown id, an id that comes twice, a new contact without name or customer.
 */
export async function saveContacts(
  app: Context,
  caller: Caller,
  changes: readonly ContactChange[],
): Promise<SavedContact[]> {
  refuseRepeats(changes.map((change) => change.externalId))
  await refuseIncomplete(app.db.read, caller.organizationId, changes)
  return inBatches(app, changes, async (tx, batch) => {
    const results = await saveBatch(tx, caller, batch, app.clock.now())
    tx.afterCommit(() => announce(caller.organizationId, { topic: 'customer' }))
    return results
  })
}

/** Removes a contact; the messages stay with the customer. Throws not_found. */
export async function removeContact(app: Context, caller: Caller, id: string): Promise<void> {
  await app.db.write(async (tx) => {
    const row = await deleteContact(tx, caller.organizationId, id)
    if (!row) throw notFound('Contact')
    const subject = `customer:${row.customerId}`
    const details = { contactId: id, name: row.name, changes: auditDiff(told(row), null) }
    await appendTimeline(tx, caller.organizationId, [
      { subject, type: 'contact.removed', actor: caller.actor, at: app.clock.now(), details },
    ])
    tx.afterCommit(() => announce(caller.organizationId, { topic: 'customer', id: row.customerId }))
  })
}

/** The contacts that are meant, by change. */
async function load(conn: Reader, organizationId: string, changes: readonly ContactChange[]) {
  const ids = changes.flatMap((change) => change.id ?? [])
  const externalIds = changes.flatMap((change) => (change.id === undefined ? (change.externalId ?? []) : []))
  const byId = new Map((await contactsBy(conn, organizationId, 'id', ids)).map((row) => [row.id, row]))
  const found = await contactsBy(conn, organizationId, 'externalId', externalIds)
  const byExternalId = new Map(found.map((row) => [row.externalId, row]))
  return (change: ContactChange): ContactRow | undefined =>
    change.id === undefined ? byExternalId.get(change.externalId ?? '') : byId.get(change.id)
}

/** Looked at before anything is written, so that a list goes in as a whole or not at all. */
async function refuseIncomplete(conn: Reader, organizationId: string, changes: readonly ContactChange[]) {
  const doubtful = changes.filter((change) => change.id !== undefined || missingForNew(change).length > 0)
  const known = await load(conn, organizationId, doubtful)
  refuseIssues(
    changes.flatMap((change, index) => {
      if (known(change)) return []
      if (change.id !== undefined) return [{ path: [index, 'id'], message: 'There is no such contact' }]
      return missingForNew(change).map((field) => ({ path: [index, field], message: `A new contact needs a ${field}` }))
    }),
  )
}

async function saveBatch(tx: Writer, caller: Caller, batch: readonly ContactChange[], now: Instant) {
  const { organizationId, actor } = caller
  const known = await load(tx, organizationId, batch)
  const inserts: ContactRow[] = []
  const story: TimelineEntry[] = []
  const results: SavedContact[] = []
  for (const change of batch) {
    const existing = known(change)
    const { next, changed } = changeContact(existing ?? null, change)
    const id = existing?.id ?? newId(now)
    const externalId = existing?.externalId ?? change.externalId ?? null
    results.push({ id, externalId, result: existing ? (changed.length > 0 ? 'updated' : 'unchanged') : 'created' })
    if (changed.length === 0) continue
    const row = { ...next, nameSort: normalise(next.name), updatedAt: now }
    if (existing) await updateContact(tx, organizationId, id, row)
    else inserts.push({ ...row, organizationId, id, externalId, createdAt: now })
    story.push({
      subject: `customer:${next.customerId}`,
      type: existing ? 'contact.updated' : 'contact.added',
      actor,
      at: now,
      details: { contactId: id, name: next.name, changes: auditDiff(existing ? told(existing) : null, told(next)) },
    })
  }
  await insertContacts(tx, inserts)
  await appendTimeline(tx, organizationId, story)
  return results
}

function told({ customerId, name, email, slackUserId }: ContactRecord): Record<string, unknown> {
  return { customerId, name, email, slackUserId }
}
