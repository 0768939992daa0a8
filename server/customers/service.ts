import { changeCustomer, type CustomerDecision } from '../../shared/customers/change.ts'
import type { CustomerChange } from '../../shared/customers/schema.ts'
import { refuseIssues, refuseRepeats, refusingAt } from '../../shared/issues.ts'
import { normalise } from '../../shared/search.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Caller, Context } from '../context.ts'
import { inBatches } from '../db/batches.ts'
import type { Writer } from '../db/engine.ts'
import { appendFacts, type FactRow, limitedMetrics } from '../facts/store.ts'
import { announce } from '../live/hints.ts'
import { appendTimeline, type TimelineEntry } from '../timeline/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import {
  type CustomerRow,
  currentMetrics,
  customersByExternalId,
  forgetMetrics,
  insertCustomers,
  type NewReading,
  setReadings,
  updateCustomer,
} from './store.ts'

type Parts = Context & { triggers: TriggerEngine }

/** What became of one row of an upsert. */
export type Saved = { id: string; externalId: string; result: 'created' | 'updated' | 'unchanged' }

/**
 * Creates or changes customers by external id. A row that says nothing new changes nothing. Metrics are readings now, and
 * triggers and rules that wait for them are evaluated; with `history` (imports) nothing is. Where readings of a metric grow
 * too old, an equal one is fresh again.
 * Throws bad_request with `[index, field]` for a new customer without a name or an id that comes twice.
 */
export async function saveCustomers(
  app: Parts,
  caller: Caller,
  changes: readonly CustomerChange[],
  { history = false }: { history?: boolean } = {},
): Promise<Saved[]> {
  refuseRepeats(changes.map((change) => change.externalId))
  await refuseNameless(app, caller, changes)
  const numbered = changes.map((change, index) => ({ change, index }))
  return inBatches(app, numbered, async (tx, batch) => {
    const now = app.clock.now()
    const saved = await saveBatch(tx, caller, batch, { now, history })
    if (!history) {
      for (const [customerId, metric] of saved.metrics)
        await app.triggers.markMetric(tx, caller.organizationId, customerId, metric, now)
    }
    const one = saved.results.length === 1 ? saved.results[0] : undefined
    tx.afterCommit(() => announce(caller.organizationId, { topic: 'customer', ...(one && { id: one.id }) }))
    return saved.results
  })
}

/** Looked at before anything is written, so that a list goes in as a whole or not at all. */
async function refuseNameless(app: Parts, caller: Caller, changes: readonly CustomerChange[]): Promise<void> {
  const nameless = changes.filter((change) => change.name === undefined).map((change) => change.externalId)
  const known = await customersByExternalId(app.db.read, caller.organizationId, nameless)
  refuseIssues(
    changes.flatMap((change, index) =>
      change.name !== undefined || known.has(change.externalId)
        ? []
        : [{ path: [index, 'name'], message: 'A new customer needs a name' }],
    ),
  )
}

type When = { now: Instant; history: boolean }
type Numbered = { change: CustomerChange; index: number }

async function saveBatch(tx: Writer, caller: Caller, batch: readonly Numbered[], { now, history }: When) {
  const { organizationId, actor } = caller
  const known = await customersByExternalId(
    tx,
    organizationId,
    batch.map(({ change }) => change.externalId),
  )
  const metrics = await currentMetrics(
    tx,
    organizationId,
    [...known.values()].map((row) => row.id),
  )
  const inserts: CustomerRow[] = []
  const facts: FactRow[] = []
  const readings: NewReading[] = []
  const story: TimelineEntry[] = []
  const changedMetrics: [customerId: string, metric: string][] = []
  const results: Saved[] = []
  const limited = history ? new Set<string>() : await limitedMetrics(tx, organizationId)

  for (const { change, index } of batch) {
    const existing = known.get(change.externalId)
    const current = (existing && metrics.get(existing.id)) ?? new Map()
    const values = new Map([...current].map(([metric, reading]) => [metric, reading.value]))
    const decision = refusingAt(index, () => changeCustomer(existing ?? null, values, change))
    const id = existing?.id ?? newId(now)
    const changed = Object.keys(decision.changes).length > 0
    results.push({
      id,
      externalId: change.externalId,
      result: existing ? (changed ? 'updated' : 'unchanged') : 'created',
    })
    for (const [metric, reading] of current) {
      if (!limited.has(metric) || change.metrics?.[metric] !== reading.value) continue
      const at = Math.max(now, reading.at)
      facts.push({ subject: `customer:${id}`, field: `metric:${metric}`, value: reading.value, at, receivedAt: now })
      readings.push({ customerId: id, metric, value: reading.value, at, receivedAt: now })
    }
    if (!changed) continue

    const row = { ...decision.next, nameSort: normalise(decision.next.name), updatedAt: now }
    if (existing) await updateCustomer(tx, organizationId, id, row)
    else inserts.push({ ...NEVER, ...row, organizationId, id, externalId: change.externalId, createdAt: now })

    const subject = `customer:${id}`
    const forgotten: string[] = []
    for (const [metric, value] of decision.metrics) {
      // The word of a person or a CRM counts as the latest, also against a sender whose clock runs ahead.
      const at = Math.max(now, current.get(metric)?.at ?? 0)
      facts.push({ subject, field: `metric:${metric}`, value, at, receivedAt: now })
      changedMetrics.push([id, metric])
      if (value === null) forgotten.push(metric)
      else readings.push({ customerId: id, metric, value, at, receivedAt: now })
    }
    if (forgotten.length > 0) await forgetMetrics(tx, organizationId, id, forgotten)
    facts.push(...decision.facts.map((fact) => ({ ...fact, subject, at: now, receivedAt: now })))
    story.push({
      subject,
      type: existing ? 'customer.updated' : 'customer.created',
      actor,
      at: now,
      details: told(decision),
    })
  }
  await insertCustomers(tx, inserts)
  await setReadings(tx, organizationId, readings)
  await appendFacts(tx, organizationId, facts, { quiet: history })
  await appendTimeline(tx, organizationId, story)
  return { results, metrics: changedMetrics }
}

const NEVER = { lastLoginAt: null, lastInboundAt: null, lastOutboundAt: null, riskLevel: null, openAlerts: 0 }

function told({ next, changes }: CustomerDecision): Record<string, unknown> {
  return { name: next.name, changes }
}
