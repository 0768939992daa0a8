import { setImmediate as turn } from 'node:timers/promises'
import { type ReadSignal, readSignal } from '../../shared/signals/read.ts'
import type { SignalResult } from '../../shared/signals/schema.ts'
import type { Caller, Context } from '../context.ts'
import { inBatches } from '../db/batches.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { applySignals } from './apply.ts'
import { type KnownSignal, resolveSignals } from './resolve.ts'
import { insertSignals, knownSignals, type SignalRow } from './store.ts'

type Parts = Context & { triggers: TriggerEngine }

/** Items read before the event loop gets its turn. */
const READ_AT_ONCE = 200

/**
 * Takes signals in, each on its own: a malformed one, or one about what is not here, rejects only itself. An id that was
 * accepted before is a duplicate and changes nothing. What is reported as stored is committed. With `history` (imports)
 * nothing is acted on.
 * @returns a result per item, in order
 */
export async function storeSignals(
  app: Parts,
  caller: Caller,
  items: readonly unknown[],
  { history = false }: { history?: boolean } = {},
): Promise<SignalResult[]> {
  const receivedAt = app.clock.now()
  const results: SignalResult[] = []
  const accepted: { index: number; signal: KnownSignal }[] = []
  const readable = await readAll(items, { now: receivedAt, zone: caller.timeZone, history }, results)
  const resolved = await resolveSignals(
    app.db.read,
    caller.organizationId,
    readable.map(({ signal }) => signal),
  )
  const seen = new Set<string>()
  for (const [at, outcome] of resolved.entries()) {
    const { index = 0, signal } = readable[at] ?? {}
    const id = signal?.id ?? null
    if ('issues' in outcome) results[index] = { id, status: 'rejected', issues: outcome.issues }
    else if (seen.has(outcome.id)) results[index] = { id, status: 'duplicate' }
    else {
      seen.add(outcome.id)
      accepted.push({ index, signal: outcome })
    }
  }
  const stored = await inBatches(app, accepted, async (tx, batch) => {
    const known = await knownSignals(
      tx,
      caller.organizationId,
      batch.map(({ signal }) => signal.id),
    )
    const fresh = batch.flatMap(({ signal }) => (known.has(signal.id) ? [] : [signal]))
    await insertSignals(
      tx,
      fresh.map((signal) => rowOf(caller.organizationId, signal, receivedAt)),
    )
    await applySignals(app, tx, { caller, receivedAt, isImport: history }, fresh)
    return batch.map(({ index, signal }) => ({ index, id: signal.id, duplicate: known.has(signal.id) }))
  })
  for (const { index, id, duplicate } of stored) results[index] = { id, status: duplicate ? 'duplicate' : 'stored' }
  return results
}

/** The items that can be read, with their place; the others are reported right away. */
async function readAll(
  items: readonly unknown[],
  context: Parameters<typeof readSignal>[1],
  results: SignalResult[],
): Promise<{ index: number; signal: ReadSignal }[]> {
  const readable: { index: number; signal: ReadSignal }[] = []
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % READ_AT_ONCE === 0) await turn()
    const reading = readSignal(item, context)
    if (reading.ok) readable.push({ index, signal: reading.value })
    else results[index] = { id: reading.id, status: 'rejected', issues: reading.issues }
  }
  return readable
}

function rowOf(organizationId: string, signal: KnownSignal, receivedAt: number): SignalRow {
  return {
    organizationId,
    externalId: signal.id,
    type: signal.type,
    customerId: signal.customerId,
    workflowId: signal.workflowId,
    metric: signal.metric ?? null,
    value: signal.value ?? null,
    actionId: signal.actionId ?? null,
    eventKey: signal.eventKey ?? null,
    at: signal.at,
    receivedAt,
    history: signal.history,
  }
}
