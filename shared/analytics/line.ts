import type { Person } from '../actor.ts'
import type { EndedBy, FlowState, Outcome, TriggerTypeLabel } from '../escalations/schema.ts'
import { HOUR, type Instant } from '../time/instant.ts'
import type { Logic } from '../triggers/schema.ts'

/** Armed: will happen. Fired: has happened, whether it is over or not. Cancelled: was called off before. */
export type Phase = 'armed' | 'fired' | 'cancelled'

/** One escalation of the history as lists show it. */
export type EscalationLine = {
  id: string
  phase: Phase
  createdAt: Instant
  firedAt: Instant | null
  endedAt: Instant | null
  endedBy: EndedBy | null
  workflow: { id: string; externalId: string | null }
  customer: { id: string; name: string }
  definition: { id: string; name: string }
  recipient: Person | null
  recipientTeam: { teamId: string; name: string } | null
  assignee: Person | null
  triggerType: TriggerTypeLabel
  triggerCount: number
  logic: Logic
  source: 'person' | 'rule'
  reason: string | null
  firedLate: boolean
  outcome: Outcome | null
  /** From arming to firing, not rounded; null where nothing was waited for or it has not fired. */
  hours: number | null
}

export function phaseOf({ state, firedAt }: { state: FlowState; firedAt: Instant | null }): Phase {
  if (state === 'armed') return 'armed'
  return firedAt === null ? 'cancelled' : 'fired'
}

export function hoursOf(one: { triggerCount: number; createdAt: Instant; firedAt: Instant | null }): number | null {
  return one.triggerCount === 0 || one.firedAt === null ? null : (one.firedAt - one.createdAt) / HOUR
}

/** The columns of the exported history. */
export const HISTORY_TITLES = [
  'id',
  'phase',
  'createdAt',
  'firedAt',
  'customer',
  'workflow',
  'definition',
  'recipient',
  'assignee',
  'triggerType',
  'logic',
  'triggerCount',
  'hours',
  'reason',
  'source',
  'outcome',
] as const
