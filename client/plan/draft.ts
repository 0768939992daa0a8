import type { FlowKind } from '../../shared/escalations/schema.ts'
import type { EventType, Logic, Operator, Trigger } from '../../shared/triggers/schema.ts'
import type { RiskLevel } from '../../shared/triggers/stored.ts'

/** What the dialog holds while it is filled in; anything may still be missing. */
export type Draft = {
  /** `user:<id>` or `team:<id>`. */
  recipient: string | null
  mode: Mode
  /** Wall-clock time `2027-01-15T09:00` in `zone`; empty while none is chosen. */
  date: string
  zone: string
  events: EventDraft[]
  logic: Logic
  reason: string
}

export type Mode = 'immediate' | 'date' | 'event' | 'both'

/** One event condition; only the fields of its type count. */
export type EventDraft = {
  id: string
  eventType: EventType
  metricName: string
  operator: Operator
  threshold: number | string
  workflowExecutionId: string | null
  actionId: string | null
  eventKey: string
  description: string
  minRisk: RiskLevel | null
  hours: number | string
}

export const MODES: readonly { value: Mode; label: string }[] = [
  { value: 'immediate', label: 'Immediate' },
  { value: 'date', label: 'Date only' },
  { value: 'event', label: 'Event only' },
  { value: 'both', label: 'Date and/or events' },
]

/** Snoozing and skipping at once would bring the workflow back at once. */
export function modesOf(kind: FlowKind): readonly { value: Mode; label: string }[] {
  return kind === 'escalate' ? MODES : MODES.filter(({ value }) => value !== 'immediate')
}

export const EVENT_LABELS: Record<EventType, string> = {
  usage_threshold_crossed: 'A metric crosses a threshold',
  customer_login: 'The customer logs in',
  message_received: 'The customer writes',
  no_reply_for: 'The customer waits for an answer',
  workflow_action_completed: 'Another workflow is completed',
  manual_event: 'An event is fired by hand',
}

export function newEvent(id: string): EventDraft {
  return {
    id,
    eventType: 'usage_threshold_crossed',
    metricName: 'health_score',
    operator: '<=',
    threshold: '',
    workflowExecutionId: null,
    actionId: null,
    eventKey: '',
    description: '',
    minRisk: null,
    hours: 24,
  }
}

export function emptyDraft(kind: FlowKind, zone: string): Draft {
  return {
    recipient: null,
    mode: kind === 'escalate' ? 'immediate' : 'date',
    date: '',
    zone,
    events: [newEvent('event-1')],
    logic: 'OR',
    reason: '',
  }
}

/** How many event conditions a mode has room for: three triggers in all, one of them the date. */
export function eventRoom(mode: Mode): number {
  return mode === 'event' ? 3 : mode === 'both' ? 2 : 0
}

/** The conditions that count in the draft's mode. */
export function activeEvents(draft: Draft): EventDraft[] {
  return draft.events.slice(0, eventRoom(draft.mode))
}

export function hasDate(mode: Mode): boolean {
  return mode === 'date' || mode === 'both'
}

function configOf(event: EventDraft) {
  const { eventType } = event
  switch (eventType) {
    case 'customer_login':
      return { eventType }
    case 'usage_threshold_crossed': {
      const { metricName, operator, threshold } = event
      return { eventType, eventConfig: { metricName, operator, threshold: Number(threshold) } }
    }
    case 'workflow_action_completed': {
      const action = event.actionId === null ? {} : { actionId: event.actionId }
      return { eventType, eventConfig: { workflowExecutionId: event.workflowExecutionId ?? '', ...action } }
    }
    case 'manual_event': {
      const description = event.description.trim() === '' ? {} : { description: event.description.trim() }
      return { eventType, eventConfig: { eventKey: event.eventKey.trim(), ...description } }
    }
    case 'message_received':
      return { eventType, ...(event.minRisk === null ? {} : { eventConfig: { minRisk: event.minRisk } }) }
    case 'no_reply_for':
      return { eventType, eventConfig: { hours: Number(event.hours) } }
  }
}

/** The triggers of the draft in the wire's shape: the date first, then the events in order. */
export function triggersOf(draft: Draft): Trigger[] {
  const date: Trigger[] = hasDate(draft.mode)
    ? [{ id: 'date', type: 'date', config: { date: draft.date, timezone: draft.zone } }]
    : []
  const events = activeEvents(draft).map((event): Trigger => ({ id: event.id, type: 'event', config: configOf(event) }))
  return [...date, ...events]
}

/** Messages for what is not filled in yet, by path as the server words them; empty when the draft can be sent. */
export function missingIn(draft: Draft, kind: FlowKind): Map<string, string> {
  const missing = new Map<string, string>()
  if (kind === 'escalate' && draft.recipient === null) missing.set('recipient', 'Choose who is asked to help')
  if (hasDate(draft.mode) && draft.date === '') missing.set('date', 'Choose a date and a time')
  for (const event of activeEvents(draft)) {
    const { eventType, id } = event
    if (eventType === 'usage_threshold_crossed') {
      if (event.metricName.trim() === '') missing.set(`${id}.metricName`, 'Choose a metric')
      if (event.threshold === '') missing.set(`${id}.threshold`, 'Enter a number')
    }
    if (eventType === 'workflow_action_completed' && event.workflowExecutionId === null)
      missing.set(`${id}.workflowExecutionId`, 'Choose a workflow')
    if (eventType === 'manual_event' && event.eventKey.trim() === '')
      missing.set(`${id}.eventKey`, 'Give the event a key')
    if (eventType === 'no_reply_for' && !(Number(event.hours) > 0)) missing.set(`${id}.hours`, 'Enter how many hours')
  }
  return missing
}

/** The recipient as the request names it. */
export function recipientOf(recipient: string | null): { escalateToUserId?: string; escalateToTeamId?: string } {
  if (recipient === null) return {}
  const [kind, id = ''] = recipient.split(/:(.*)/s)
  return kind === 'team' ? { escalateToTeamId: id } : { escalateToUserId: id }
}
