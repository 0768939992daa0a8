import type { ContactBody } from '../../shared/contacts/schema.ts'
import type { CustomerBody } from '../../shared/customers/schema.ts'
import { DomainError, type Issue } from '../../shared/errors.ts'
import type { ImportKind } from '../../shared/imports/schema.ts'
import type { MessageBody } from '../../shared/messages/schema.ts'
import type { SignalBody } from '../../shared/signals/schema.ts'
import type { WorkflowBody } from '../../shared/workflows/schema.ts'
import { contactChanges } from '../contacts/customers.ts'
import { saveContacts } from '../contacts/service.ts'
import type { Caller, Context } from '../context.ts'
import { customerChanges } from '../customers/owners.ts'
import { saveCustomers } from '../customers/service.ts'
import { storeMessages } from '../messages/service.ts'
import { ensureMemberByEmail } from '../people/members/ensure.ts'
import { storeSignals } from '../signals/service.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { workflowChanges } from '../workflows/resolve.ts'
import { saveWorkflows } from '../workflows/service.ts'
import { unknownEmails } from './references.ts'
import type { GoodRow } from './rows.ts'

type Parts = Context & { triggers: TriggerEngine }

/** What became of a row. */
export type Outcome = { status: 'created' | 'updated' | 'unchanged' } | { status: 'rejected'; issues: readonly Issue[] }

type Save = (app: Parts, caller: Caller, bodies: readonly unknown[]) => Promise<Outcome[]>

const HISTORY = { history: true }

const asOutcome = ({ result }: { result: 'created' | 'updated' | 'unchanged' }): Outcome => ({ status: result })

/** A signal or message that is here already is what importing a file twice looks like. */
function asStored({
  status,
  issues,
}: {
  status: 'stored' | 'duplicate' | 'rejected'
  issues?: readonly Issue[]
}): Outcome {
  if (status === 'rejected') return { status, issues: issues ?? [] }
  return { status: status === 'stored' ? 'created' : 'unchanged' }
}

/** The same services that the REST doors use, as history: nobody is told and nothing fires. */
const SAVE: Record<ImportKind, Save> = {
  customers: async (app, caller, bodies) => {
    const changes = await customerChanges(app.db.read, caller, bodies as CustomerBody[])
    return (await saveCustomers(app, caller, changes, HISTORY)).map(asOutcome)
  },
  contacts: async (app, caller, bodies) => {
    const changes = await contactChanges(app.db.read, caller.organizationId, bodies as ContactBody[])
    return (await saveContacts(app, caller, changes)).map(asOutcome)
  },
  workflows: async (app, caller, bodies) => {
    const changes = await workflowChanges(app.db.read, caller, bodies as WorkflowBody[])
    return (await saveWorkflows(app, caller, changes, HISTORY)).map(asOutcome)
  },
  signals: async (app, caller, bodies) =>
    (await storeSignals(app, caller, bodies as SignalBody[], HISTORY)).map(asStored),
  messages: async (app, caller, bodies) =>
    (await storeMessages(app, caller, bodies as MessageBody[], HISTORY)).map(asStored),
}

/**
 * The services refuse a list as a whole and say which items are to blame: those are rejected and the others tried again,
 * since a file's good rows go in whatever is wrong with the rest.
 */
async function saveTolerant(
  app: Parts,
  caller: Caller,
  kind: ImportKind,
  rows: readonly GoodRow[],
): Promise<Outcome[]> {
  const blamed = new Map<number, Issue[]>()
  for (;;) {
    const left = [...rows.keys()].filter((at) => !blamed.has(at))
    try {
      const saved =
        left.length === 0
          ? []
          : await SAVE[kind](
              app,
              caller,
              left.map((at) => rows[at]?.body),
            )
      const outcomes = new Map(left.map((at, index) => [at, saved[index]]))
      return [...rows.keys()].map((at) => outcomes.get(at) ?? { status: 'rejected', issues: blamed.get(at) ?? [] })
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'bad_request') throw error
      const before = blamed.size
      for (const { path, message } of error.issues ?? []) {
        const [index, ...rest] = path
        const at = typeof index === 'number' ? left[index] : undefined
        if (at !== undefined) blamed.set(at, [...(blamed.get(at) ?? []), { path: rest, message }])
      }
      if (blamed.size === before) throw error
    }
  }
}

/** Puts rows in, first inviting the people they name. @returns one outcome per row, in order. */
export async function applyRows(
  app: Parts,
  { caller, kind }: { caller: Caller; kind: ImportKind },
  rows: readonly GoodRow[],
): Promise<{ outcomes: Outcome[]; invited: number }> {
  let invited = 0
  for (const email of await unknownEmails(app.db.read, caller.organizationId, kind, rows)) {
    const now = app.clock.now()
    const member = await app.db.write(
      (tx) => ensureMemberByEmail(tx, caller.organizationId, { email }, caller.actor, now),
      'bulk',
    )
    if (member.invited) invited += 1
  }
  return { outcomes: await saveTolerant(app, caller, kind, rows), invited }
}
