import { describeSet } from '../triggers/describe.ts'
import type { Explanation } from '../triggers/explanation.ts'
import type { Logic, Trigger } from '../triggers/schema.ts'
import { listWords, type WordsContext } from '../triggers/words.ts'
import type { FlowKind } from './schema.ts'

export type Plan = {
  kind: FlowKind
  triggers: readonly Trigger[]
  logic: Logic
  /** Who will receive an escalation; a team's member is only known when it fires. */
  recipient?: { name: string | null; team: string | null } | undefined
}

const WILL: Record<FlowKind, string> = { snooze: 'Will wake', skip: 'Will reactivate', escalate: 'Will escalate' }

/** `Will escalate to Ben Ortiz on Fri 15 Jan 2027, 09:00 (New York) or when health score ≤ 30`. */
export function willHappen({ kind, triggers, logic, recipient }: Plan, context: WordsContext): string {
  const to = recipient === undefined ? '' : ` to ${recipientWords(recipient)}`
  return `${WILL[kind]}${to} ${describeSet(triggers, logic, context)}`
}

function recipientWords({ name, team }: { name: string | null; team: string | null }): string {
  if (team === null) return name ?? 'nobody'
  return name === null ? team : `${team} (today that would be ${name})`
}

/** `Workflow escalated with 2 trigger(s)`: the wording that programs know. */
export function doneMessage(kind: FlowKind, triggerCount: number): string {
  const done: Record<FlowKind, string> = { snooze: 'snoozed', skip: 'skipped', escalate: 'escalated' }
  return `Workflow ${done[kind]} with ${triggerCount} trigger(s)`
}

/** Why it fired, from the triggers that were true: `when health score ≤ 30 (health score is 28)`; empty if immediate. */
export function whyFired(explanation: Explanation): string {
  const held = explanation.triggers.filter((trigger) => trigger.result === 'true')
  return listWords(
    held.map((trigger) => `${trigger.expected} (${trigger.observed})`),
    'and',
  )
}
