import { mayActOn, type Role } from '../roles.ts'
import type { WorkflowStatus } from '../workflows/schema.ts'
import type { FlowKind } from './schema.ts'

export const ACTS = [
  'escalate',
  'snooze',
  'skip',
  'cancel',
  'de_escalate',
  'take_ownership',
  'acknowledge',
  'wake_now',
  'reactivate_now',
  'fire_manual_event',
  'reassign',
  'complete',
  'reopen',
] as const
export type Act = (typeof ACTS)[number]

/** As much of a workflow as decides which acts are legal. */
export type ActState = {
  status: WorkflowStatus
  assigneeId: string | null
  flowAction: {
    kind: FlowKind
    phase: 'armed' | 'fired'
    recipientId: string | null
    acknowledged: boolean
    waitsForManualEvent: boolean
  } | null
}

export type ActingPerson = { userId: string; role: Role; teammates: ReadonlySet<string> }

type Open = NonNullable<ActState['flowAction']>
const armed = (kind: FlowKind) => (open: Open | null) => open?.kind === kind && open.phase === 'armed'
const escalation = (open: Open | null) => open?.kind === 'escalate'
const fired = (open: Open | null) => open?.kind === 'escalate' && open.phase === 'fired'

/** In which state each act is legal, whoever asks. A completed workflow can only be reopened. */
const LEGAL: Record<Act, (open: Open | null) => boolean> = {
  escalate: (open) => open === null || fired(open),
  snooze: (open) => open === null,
  skip: (open) => open === null,
  cancel: armed('escalate'),
  de_escalate: escalation,
  take_ownership: fired,
  acknowledge: (open) => fired(open) && open?.acknowledged === false,
  wake_now: armed('snooze'),
  reactivate_now: armed('skip'),
  fire_manual_event: (open) => open?.phase === 'armed' && open.waitsForManualEvent,
  reassign: () => true,
  complete: () => true,
  reopen: () => false,
}

/** Is this act legal now? Replacing an open action (`replace: true`) is asked for separately. */
export function isLegal(act: Act, state: ActState): boolean {
  if (state.status === 'completed') return act === 'reopen'
  return LEGAL[act](state.flowAction)
}

/**
 * Taking ownership and acknowledging belong to the recipient; admins, and managers of the recipient's team, may do it
 * for them. Where nobody was reached (no recipient) any of these may step in.
 */
export function maySpeakForRecipient(person: ActingPerson, recipientId: string | null): boolean {
  return mayActOn(person, { assigneeId: null, recipientId }) || (recipientId === null && person.role === 'manager')
}

/** The acts a person is offered on a workflow, in the order of the buttons. */
export function actsFor(person: ActingPerson, state: ActState): Act[] {
  const recipientId = state.flowAction?.recipientId ?? null
  if (!mayActOn(person, { assigneeId: state.assigneeId, recipientId })) return []
  return ACTS.filter((act) => {
    if (!isLegal(act, state)) return false
    if (act === 'take_ownership' || act === 'acknowledge') return maySpeakForRecipient(person, recipientId)
    return true
  })
}
