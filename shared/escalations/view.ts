import type { Person } from '../actor.ts'
import type { Instant } from '../time/instant.ts'
import type { TriggerExplanation } from '../triggers/explanation.ts'
import type { Logic, TriggerConfig, TriggerMode } from '../triggers/schema.ts'
import type { FlowKind } from './schema.ts'

/** One trigger as screens and programs see it. */
export type TriggerView = {
  id: string
  type: 'date' | 'event'
  config: TriggerConfig
  mode: TriggerMode
  /** Latched: it came true, for good. Live: it held when the action fired. */
  isFired: boolean
  firedAt: Instant | null
  /** Since when it holds: for good if latched, for now if live. */
  satisfiedAt: Instant | null
  evaluatedAt: Instant | null
  evaluationCount: number
  errorMessage: string | null
  explanation: TriggerExplanation | null
  /** When a date comes, or a waiting message will have waited long enough; null where nobody can know. */
  dueAt: Instant | null
}

/** The open snooze, skip or escalation of a workflow. Instants are numbers; REST writes them as ISO 8601. */
export type FlowActionView = {
  id: string
  kind: FlowKind
  phase: 'armed' | 'fired'
  logic: Logic
  triggers: TriggerView[]
  /** The trigger that decided; null while armed and for an immediate escalation. */
  firedTrigger: { id: string; type: 'date' | 'event' } | null
  lastEvaluatedAt: Instant | null
  /** Null for snooze and skip, for a team that has not been asked yet, and where nobody was reached. */
  recipient: Person | null
  recipientTeam: { teamId: string; name: string } | null
  depth: number
  reason: string | null
  createdAt: Instant
  /** Who put it there; null for a rule or a job. */
  createdBy: Person | null
  firedAt: Instant | null
  /** When it will happen at the latest, judged by its dates alone; null where that cannot be known. */
  estimatedAt: Instant | null
  acknowledgedAt: Instant | null
  acknowledgedBy: Person | null
  /** Why the recipient is not the one asked for. */
  fallback: string | null
}

/**
 * When a set comes true at the latest, judged by its dates: for "any of" the first date, for "all of" the last one if
 * there is nothing but dates. Null where an event decides or no instant is known.
 */
export function estimateOf(logic: Logic, dueAts: (Instant | null)[]): Instant | null {
  const known = dueAts.filter((dueAt) => dueAt !== null)
  if (known.length === 0) return null
  if (logic === 'OR') return Math.min(...known)
  return known.length === dueAts.length ? Math.max(...known) : null
}
