import type { Schema } from '../../drizzle/schema.ts'
import type { Actor } from '../../shared/actor.ts'
import type { FlowKind, Outcome, TriggerTypeLabel } from '../../shared/escalations/schema.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/time/instant.ts'
import { localCalendar } from '../../shared/time/zone.ts'
import type { Trigger } from '../../shared/triggers/schema.ts'
import { storedTrigger } from '../../shared/triggers/stored.ts'
import { newId } from '../clock.ts'
import { PEOPLE, REASONS, type SamplePerson } from './cast.ts'
import type { Setting } from './plan-customers.ts'

type Insert<Table extends keyof Schema> = Schema[Table]['$inferInsert']

export type WorkflowPlan = {
  workflow: Insert<'workflow'>[]
  workflowAction: Insert<'workflowAction'>[]
  flowAction: Insert<'flowAction'>[]
  trigger: Insert<'trigger'>[]
  timeline: Insert<'timeline'>[]
}

type Work = { workflow: Insert<'workflow'>; assignee: SamplePerson }
type Told = { type: string; at: Instant; actor: Actor; details?: Record<string, unknown> }

/** A snooze, skip or escalation that is over. */
type Course = {
  id: string
  kind: FlowKind
  label: TriggerTypeLabel
  from: Instant
  firedAt: Instant
  endedAt: Instant
  /** Who received it; null for a snooze or skip. */
  recipient: SamplePerson | null
  outcome: Outcome | null
  reason: string
  triggers: Trigger[]
}

const ENGINE: Actor = { type: 'job', job: 'triggers' }
const ARMED = { escalate: 'workflow.escalation_scheduled', snooze: 'workflow.snoozed', skip: 'workflow.skipped' }
const FIRED = { escalate: 'workflow.escalated', snooze: 'workflow.woken', skip: 'workflow.reactivated' }

export function person({ people }: Setting, { key, name }: SamplePerson): Actor & { type: 'user' } {
  return { type: 'user', userId: people.get(key) ?? '', name }
}

/** Adds an act to the story of a workflow. */
export function tell(plan: WorkflowPlan, workflowId: string, { details = {}, ...told }: Told): void {
  const organizationId = plan.workflow[0]?.organizationId ?? ''
  plan.timeline.push({ organizationId, id: newId(told.at), subject: `workflow:${workflowId}`, ...told, details })
}

/** Up to three flow actions of the past on one workflow, each over before the next begins. */
export function planFlow(setting: Setting, plan: WorkflowPlan, work: Work): void {
  const { chance, now } = setting
  const until = work.workflow.completedAt ?? now - 2 * DAY
  let from = inOfficeHours(setting, work.workflow.createdAt + chance.between(4, 60) * HOUR)
  for (let round = chance.between(0, 3); round > 0 && from < until - DAY; round -= 1) {
    const kind: FlowKind = chance.happens(0.65) ? 'escalate' : chance.happens(0.6) ? 'snooze' : 'skip'
    const firedAt = Math.min(until - 2 * HOUR, from + Math.round(chance.next() ** 2 * 120 * HOUR))
    const endedAt = Math.min(until, firedAt + chance.between(1, 60) * HOUR)
    if (firedAt > from) addFlow(setting, plan, work, courseOf(setting, work, { kind, from, firedAt, endedAt }))
    from = inOfficeHours(setting, endedAt + chance.between(5, 200) * HOUR)
  }
}

/** Most people escalate between morning and evening, and few at the weekend. */
function inOfficeHours({ chance, timeZone }: Setting, instant: Instant): Instant {
  const { weekday, hour } = localCalendar(instant, timeZone)
  const days = weekday > 5 && chance.happens(0.9) ? 8 - weekday : 0
  const office = Math.round((chance.between(8, 17) + chance.between(9, 15)) / 2)
  return instant + days * DAY + (office - hour) * HOUR + chance.between(0, 50) * MINUTE
}

function courseOf(
  { chance }: Setting,
  { assignee }: Work,
  { kind, from, firedAt, endedAt }: Pick<Course, 'kind' | 'from' | 'firedAt' | 'endedAt'>,
): Course {
  const common = { id: newId(from), kind, from, reason: chance.pick(REASONS) }
  if (kind !== 'escalate') {
    const triggers = triggersOf('date', firedAt, 0)
    return { ...common, label: 'date', firedAt, endedAt: firedAt, recipient: null, outcome: null, triggers }
  }
  const label = chance.pick(['immediate', 'date', 'event', 'event', 'combined'] as const)
  const others = PEOPLE.filter(({ key, role }) => key !== assignee.key && (role === 'manager' || chance.happens(0.2)))
  return {
    ...common,
    label,
    firedAt: label === 'immediate' ? from : firedAt,
    endedAt,
    recipient: others[chance.between(0, others.length - 1)] ?? null,
    outcome: chance.happens(0.12) ? 'not_needed' : 'helped',
    triggers: triggersOf(label, firedAt, chance.between(20, 45)),
  }
}

function triggersOf(label: TriggerTypeLabel, firedAt: Instant, threshold: number): Trigger[] {
  const date: Trigger = { id: 'date', type: 'date', config: { date: new Date(firedAt).toISOString() } }
  const eventConfig = { metricName: 'health_score', operator: '<=', threshold } as const
  const event: Trigger = { id: 'event', type: 'event', config: { eventType: 'usage_threshold_crossed', eventConfig } }
  const sets = { immediate: [], date: [date], event: [event], combined: [date, event] }
  return sets[label]
}

function addFlow(setting: Setting, plan: WorkflowPlan, work: Work, course: Course): void {
  const { organizationId, timeZone } = setting
  const { workflow, assignee } = work
  const { id: flowActionId, kind, from, firedAt, endedAt, outcome, reason, triggers } = course
  plan.flowAction.push(flowRow(setting, work, course))
  const context = { workflowId: workflow.id, customerId: workflow.customerId, organizationZone: timeZone, now: from }
  triggers.forEach((trigger, position) => {
    const seen = { satisfiedAt: firedAt, evaluatedAt: firedAt, evaluationCount: 1, firedAt, closedAt: firedAt }
    plan.trigger.push({
      organizationId,
      flowActionId,
      ...storedTrigger(trigger, position, context),
      wakeAt: null,
      ...seen,
    })
  })
  const [by, receiver] = [person(setting, assignee), course.recipient && person(setting, course.recipient)]
  const recipient = receiver && { userId: receiver.userId, name: receiver.name }
  const details = { flowActionId, reason, ...(recipient && { recipient, depth: 1 }) }
  const arms = triggers.length > 0
  if (arms) tell(plan, workflow.id, { type: ARMED[kind], at: from, actor: by, details })
  tell(plan, workflow.id, { type: FIRED[kind], at: firedAt, actor: arms ? ENGINE : by, details })
  if (!receiver) return
  const ended = { flowActionId, outcome }
  tell(plan, workflow.id, { type: 'workflow.de_escalated', at: endedAt, actor: receiver, details: ended })
}

function flowRow({ organizationId, timeZone, chance, people }: Setting, { workflow, assignee }: Work, course: Course) {
  const { id, kind, label, from, firedAt, endedAt, recipient, outcome, reason, triggers } = course
  const [armed, fired] = [localCalendar(from, timeZone), localCalendar(firedAt, timeZone)]
  const recipientId = recipient && (people.get(recipient.key) ?? null)
  const assigneeId = workflow.assigneeId ?? null
  const row: Insert<'flowAction'> = {
    organizationId,
    id,
    kind,
    outcome,
    reason,
    firedAt,
    endedAt,
    recipientId,
    assigneeId,
    workflowId: workflow.id,
    customerId: workflow.customerId,
    definitionId: workflow.definitionId,
    state: 'ended',
    logic: 'OR',
    chainId: id,
    depth: 1,
    source: 'person',
    version: 3,
    firedLate: false,
    originalAssigneeId: recipient && assigneeId,
    createdBy: { type: 'user', userId: people.get(assignee.key) ?? '', name: assignee.name },
    triggerCount: triggers.length,
    triggerType: label,
    createdAt: from,
    lastEvaluatedAt: firedAt,
    firedTriggerId: triggers[0]?.id ?? null,
    localDay: armed.day,
    localWeekday: armed.weekday,
    localHour: armed.hour,
    firedLocalDay: fired.day,
    firedLocalWeekday: fired.weekday,
    firedLocalHour: fired.hour,
    acknowledgedAt: recipient && Math.min(endedAt, firedAt + chance.between(2, 300) * MINUTE),
    acknowledgedBy: recipientId,
    endedBy: recipient ? 'de_escalated' : 'fired',
  }
  return row
}
