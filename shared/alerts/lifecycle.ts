import { type Actor, personOf } from '../actor.ts'
import { DomainError } from '../errors.ts'
import { type Instant, toIso } from '../time/instant.ts'
import type { AlertStatus } from './schema.ts'

/** What of an alert its moves look at and change. */
export type AlertState = {
  status: AlertStatus
  acknowledgedAt: Instant | null
  acknowledgedBy: Actor | null
  resolvedAt: Instant | null
  closedAt: Instant | null
  resolutionNotes: string | null
  changedBy: Actor
  changedAt: Instant
}

/** Where an alert may go from where it is; its own status is always allowed and changes nothing. */
const MOVES: Record<AlertStatus, readonly AlertStatus[]> = {
  open: ['acknowledged', 'resolved', 'false_positive'],
  acknowledged: ['resolved', 'false_positive'],
  resolved: ['open'],
  false_positive: ['open'],
}

const DONE: Record<AlertStatus, string> = {
  open: 'reopened',
  acknowledged: 'acknowledged',
  resolved: 'resolved',
  false_positive: 'marked as a false positive',
}

/**
 * What a move makes of an alert; null where it is in that status already. Resolving an open one also acknowledges it.
 * Throws conflict for a move that its status does not allow, saying who brought it there and when.
 */
export function decideMove(
  alert: AlertState,
  to: AlertStatus,
  { actor, now, notes }: { actor: Actor; now: Instant; notes?: string | undefined },
): AlertState | null {
  if (alert.status === to) return null
  if (!MOVES[alert.status].includes(to)) throw refusal(alert, to)
  const changed = { ...alert, status: to, changedBy: actor, changedAt: now }
  if (to === 'open')
    return {
      ...changed,
      acknowledgedAt: null,
      acknowledgedBy: null,
      resolvedAt: null,
      closedAt: null,
      resolutionNotes: null,
    }
  const seen =
    to === 'false_positive' || alert.acknowledgedAt !== null ? {} : { acknowledgedAt: now, acknowledgedBy: actor }
  if (to === 'acknowledged') return { ...changed, ...seen }
  return {
    ...changed,
    ...seen,
    resolvedAt: to === 'resolved' ? now : null,
    closedAt: now,
    resolutionNotes: notes === undefined || notes === '' ? null : notes,
  }
}

function refusal({ status, changedBy, changedAt }: AlertState, to: AlertStatus): DomainError {
  const by = personOf(changedBy)
  const next = MOVES[status].map((one) => (one === 'open' ? 'reopen it' : DONE[one])).join(' or ')
  const hint = MOVES[status].includes('open') ? 'reopen it first' : `from here it can be ${next}`
  return new DomainError('conflict', `${by?.name ?? 'Somebody'} has ${DONE[status]} this alert already: ${hint}`, {
    details: { status, asked: to, by, at: toIso(changedAt) },
  })
}
