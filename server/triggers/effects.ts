import type { Schema } from '../../drizzle/schema.ts'
import type { Actor } from '../../shared/actor.ts'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Explanation } from '../../shared/triggers/explanation.ts'
import type { Writer } from '../db/engine.ts'

export type FlowActionRow = Schema['flowAction']['$inferSelect']
export type TriggerRow = Schema['trigger']['$inferSelect']
export type WorkflowRow = Schema['workflow']['$inferSelect']

/** A flow action whose set has just come true, at the end of the same transaction that says so. */
export type Fired = {
  /** As it is now: `fired` for an escalation, `ended` for a snooze or skip. */
  action: FlowActionRow
  /** As it is before the effect; its `version` is what the effect compares and sets. */
  workflow: WorkflowRow
  /** IANA zone of the organization. */
  timeZone: string
  explanation: Explanation
  /** Client's id of the trigger that decided; null for an immediate escalation. */
  firedTriggerId: string | null
  /** Over 60 s after the moment it came true. */
  late: boolean
  now: Instant
  /** Who armed it if it fired at once, else the engine or the sweep. */
  actor: Actor
}

/** What firing means for one kind: workflow, timeline, notifications. Awaits nothing but `tx`; may run more than once. */
export type Effect = (tx: Writer, fired: Fired) => Promise<void>
export type Effects = Record<FlowKind, Effect>
