import { personOf } from '../../shared/actor.ts'
import { decideMove } from '../../shared/alerts/lifecycle.ts'
import type { StatusChange } from '../../shared/alerts/schema.ts'
import { DomainError, notFound } from '../../shared/errors.ts'
import { toIso, type Instant } from '../../shared/time/instant.ts'
import type { Caller, Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { appendTimeline } from '../timeline/store.ts'
import { refreshCustomerRisk } from './customer-risk-store.ts'
import { keepLabels } from './labels.ts'
import { activeAlert, type AlertRow, getAlert, saveAlert } from './store.ts'
import { callOff, showChange } from './tell.ts'

const TYPES = {
  open: 'alert.reopened',
  acknowledged: 'alert.acknowledged',
  resolved: 'alert.resolved',
  false_positive: 'alert.false_positive',
} as const

/**
 * Brings an alert into a status. Its own is no change; one it may not go to is a conflict that says who was first.
 * What was not sent yet about it is called off, and what stands in Slack is rewritten.
 * Throws not_found or conflict.
 */
export function moveAlert(
  { db, clock }: Context,
  caller: Pick<Caller, 'organizationId' | 'actor'>,
  id: string,
  change: StatusChange,
): Promise<AlertRow> {
  const now = clock.now()
  return db.write((tx) => moveIn(tx, caller, id, change, now))
}

async function moveIn(
  tx: Writer,
  { organizationId, actor }: Pick<Caller, 'organizationId' | 'actor'>,
  id: string,
  { status, notes }: StatusChange,
  now: Instant,
): Promise<AlertRow> {
  const before = await getAlert(tx, organizationId, id)
  if (!before) throw notFound('Alert')
  const moved = decideMove(before, status, { actor, now, notes })
  if (moved === null) return before
  if (status === 'open') await requireFree(tx, before)
  if (!(await saveAlert(tx, before, moved)))
    throw new DomainError('conflict', 'Somebody else has just changed this alert: look again')
  const alert = { ...before, ...moved, version: before.version + 1 }
  const details = notes === undefined || notes === '' ? {} : { notes }
  await appendTimeline(tx, organizationId, [{ subject: `alert:${id}`, type: TYPES[status], actor, at: now, details }])
  if (status !== 'open') await callOff(tx, alert, now)
  await showChange(tx, alert, now)
  await keepLabels(tx, alert, { actor, now })
  await refreshCustomerRisk(tx, organizationId, [alert.customerId], now)
  tx.afterCommit(() => {
    announce(organizationId, { topic: 'alert', id })
    if (alert.customerId !== null) announce(organizationId, { topic: 'customer', id: alert.customerId })
  })
  return alert
}

/** A channel has one active alert at most. */
async function requireFree(tx: Writer, { organizationId, channel }: AlertRow): Promise<void> {
  const other = await activeAlert(tx, organizationId, channel)
  if (!other) return
  const details = { alertId: other.id, status: other.status, by: personOf(other.changedBy), at: toIso(other.changedAt) }
  throw new DomainError('conflict', 'This conversation has another alert that is not closed yet: see to that one', {
    details,
  })
}

export type BulkResult = { id: string; ok: boolean; message: string | null }

/** The same for many, each on its own: what one refuses does not keep the others. */
export async function moveAlerts(
  app: Context,
  caller: Pick<Caller, 'organizationId' | 'actor'>,
  ids: readonly string[],
  change: StatusChange,
): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  for (const id of new Set(ids)) {
    try {
      await moveAlert(app, caller, id, change)
      results.push({ id, ok: true, message: null })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      results.push({ id, ok: false, message: error.message })
    }
  }
  return results
}
