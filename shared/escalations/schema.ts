import { z } from 'zod'

export const FlowKind = z.enum(['snooze', 'skip', 'escalate'])
export type FlowKind = z.infer<typeof FlowKind>
/** Armed: waiting. Fired: an escalation that happened and is not over. Ended: over (snoozes and skips end as they fire). */
export type FlowState = 'armed' | 'fired' | 'ended'
export type EndedBy =
  | 'fired' // a snooze or skip whose set came true
  | 'woken' // "wake now"
  | 'reactivated' // "reactivate now"
  | 'cancelled' // an armed escalation, by cancel or de-escalate
  | 'de_escalated'
  | 'ownership_taken'
  | 'completed' // the workflow was completed
  | 'replaced' // another flow action took its place
  | 'next_level' // escalated again after it had fired
  | 'reached_nobody' // not an end of the workflow's escalation on screen, but nobody was left to receive it
export const Outcome = z.enum(['helped', 'not_needed'])
export type Outcome = z.infer<typeof Outcome>
/** For analytics: of which kinds the trigger set was. */
export type TriggerTypeLabel = 'immediate' | 'date' | 'event' | 'combined'
