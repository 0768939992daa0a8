import { latestBy, latestReadings } from '../../shared/signals/fold.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Caller } from '../context.ts'
import { setLatest, setReadings } from '../customers/store.ts'
import type { Writer } from '../db/engine.ts'
import { appendFacts, type FactRow } from '../facts/store.ts'
import { announce } from '../live/hints.ts'
import { appendTimeline } from '../timeline/store.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { completeAction, completeWorkflow } from '../workflows/complete.ts'
import { findWorkflows } from '../workflows/store.ts'
import type { KnownSignal } from './resolve.ts'

type Parts = { triggers: TriggerEngine }
type About = { caller: Caller; receivedAt: Instant; isImport: boolean }

/**
 * What new signals change, besides being kept: history of facts, current values, latches, completed workflows. What is
 * history itself only counts as history, and its readings as current values where they are the latest.
 */
export async function applySignals(
  app: Parts,
  tx: Writer,
  about: About,
  signals: readonly KnownSignal[],
): Promise<void> {
  const facts = signals.flatMap((signal) => factOf(signal, about.receivedAt))
  await appendFacts(tx, about.caller.organizationId, facts, { quiet: about.isImport })
  await applyReadings(app, tx, about, signals)
  await applyLogins(app, tx, about, signals)
  for (const signal of signals) {
    if (signal.history || signal.workflowId === null) continue
    if (signal.type === 'manual_event') await applyManualEvent(app, tx, about, signal, signal.workflowId)
    if (signal.type === 'workflow_action_completed') await applyCompletion(app, tx, about, signal, signal.workflowId)
  }
}

/** Completions leave their fact with the workflow that they complete. */
function factOf(
  { type, customerId, workflowId, metric, value = 0, eventKey, at }: KnownSignal,
  receivedAt: Instant,
): FactRow[] {
  if (type === 'metric')
    return [{ subject: `customer:${customerId}`, field: `metric:${metric}`, value, at, receivedAt }]
  if (type === 'customer_login')
    return [{ subject: `customer:${customerId}`, field: 'login', value: true, at, receivedAt }]
  if (type === 'manual_event')
    return [{ subject: `workflow:${workflowId}`, field: 'manual_event', value: eventKey ?? '', at, receivedAt }]
  return []
}

async function applyReadings(app: Parts, tx: Writer, { caller, receivedAt }: About, signals: readonly KnownSignal[]) {
  const { organizationId } = caller
  const readings = signals.flatMap(({ type, customerId, metric, value, at, history }) =>
    type !== 'metric' || customerId === null || metric === undefined || value === undefined
      ? []
      : [{ customerId, metric, value, at, history, receivedAt }],
  )
  await setReadings(tx, organizationId, latestReadings(readings))
  for (const { customerId, metric } of latestReadings(readings.filter((reading) => !reading.history)))
    await app.triggers.markMetric(tx, organizationId, customerId, metric, receivedAt)
  announceCustomers(tx, organizationId, readings)
}

async function applyLogins(app: Parts, tx: Writer, { caller, receivedAt }: About, signals: readonly KnownSignal[]) {
  const { organizationId } = caller
  const logins = signals.flatMap(({ type, customerId, at, history }) =>
    type === 'customer_login' && customerId !== null ? [{ customerId, at, history }] : [],
  )
  await setLatest(
    tx,
    organizationId,
    'lastLoginAt',
    latestBy(
      logins,
      (login) => login.customerId,
      (login) => login.at,
    ),
  )
  for (const customerId of new Set(logins.filter((login) => !login.history).map((login) => login.customerId)))
    await app.triggers.latchLogin(tx, organizationId, customerId, receivedAt)
  announceCustomers(tx, organizationId, logins)
}

async function applyManualEvent(
  app: Parts,
  tx: Writer,
  { caller, receivedAt }: About,
  signal: KnownSignal,
  workflowId: string,
) {
  const { organizationId, actor } = caller
  const eventKey = signal.eventKey ?? ''
  await app.triggers.latchManualEvent(tx, organizationId, workflowId, eventKey, receivedAt)
  const details = { eventKey, note: null, signal: signal.id }
  await appendTimeline(tx, organizationId, [
    { subject: `workflow:${workflowId}`, type: 'workflow.manual_event_fired', actor, at: receivedAt, details },
  ])
  tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflowId }))
}

async function applyCompletion(
  app: Parts,
  tx: Writer,
  { caller, receivedAt }: About,
  { actionId }: KnownSignal,
  workflowId: string,
) {
  const { organizationId, actor } = caller
  const act = { actor, now: receivedAt }
  if (actionId === undefined) {
    // Loaded here and not with the batch: an earlier signal of it may have changed the workflow.
    const workflow = (await findWorkflows(tx, organizationId, [workflowId])).get(workflowId)
    if (workflow) await completeWorkflow(app.triggers, tx, workflow, act)
  } else await completeAction(app.triggers, tx, { organizationId, workflowId, actionId }, act)
  tx.afterCommit(() => announce(organizationId, { topic: 'workflow', id: workflowId }))
}

/** A few customers by name, many at once. */
function announceCustomers(tx: Writer, organizationId: string, changed: readonly { customerId: string }[]): void {
  const ids = [...new Set(changed.map((one) => one.customerId))]
  tx.afterCommit(() => {
    if (ids.length > 8) announce(organizationId, { topic: 'customer' })
    else for (const id of ids) announce(organizationId, { topic: 'customer', id })
  })
}
