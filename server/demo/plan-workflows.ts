import type { Schema } from '../../drizzle/schema.ts'
import type { Actor } from '../../shared/actor.ts'
import type { EndedBy, FlowKind, Outcome, TriggerTypeLabel } from '../../shared/escalations/schema.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/time/instant.ts'
import { localCalendar } from '../../shared/time/zone.ts'
import type { Trigger } from '../../shared/triggers/schema.ts'
import { storedTrigger } from '../../shared/triggers/stored.ts'
import { PRIORITIES, priorityRank } from '../../shared/workflows/schema.ts'
import { newId } from '../clock.ts'
import { DEFINITIONS, PEOPLE, REASONS, type SamplePerson } from './cast.ts'
import { type CustomerPlan, HISTORY_DAYS, SAMPLE_PREFIX, type Setting } from './plan-customers.ts'

type Insert<Table extends keyof Schema> = Schema[Table]['$inferInsert']

export type WorkflowPlan = {
  workflow: Insert<'workflow'>[]
  workflowAction: Insert<'workflowAction'>[]
  flowAction: Insert<'flowAction'>[]
  trigger: Insert<'trigger'>[]
  timeline: Insert<'timeline'>[]
}

const WORKFLOWS = 150

type Work = { workflow: Insert<'workflow'>; assignee: SamplePerson; customerName: string }

/** Workflows of the last 90 days, most of them over, with the escalations, snoozes and skips they went through. */
export function planWorkflows(
  setting: Setting,
  { customer }: CustomerPlan,
  definitions: ReadonlyMap<string, string>,
): WorkflowPlan {
  const { organizationId, now, chance } = setting
  const plan: WorkflowPlan = { workflow: [], workflowAction: [], flowAction: [], trigger: [], timeline: [] }
  for (let at = 0; at < WORKFLOWS; at += 1) {
    const createdAt = now - chance.between(2, HISTORY_DAYS) * DAY + chance.between(0, 9) * HOUR
    const definition = DEFINITIONS[at % DEFINITIONS.length]
    const client = customer[chance.between(0, customer.length - 1)]
    const assignee = PEOPLE[chance.between(0, PEOPLE.length - 1)]
    if (!definition || !client || !assignee) continue
    const done = createdAt < now - 20 * DAY && chance.happens(0.75)
    const completedAt = done ? Math.min(now - HOUR, createdAt + chance.between(8, 40) * DAY) : null
    const priority = chance.pick([...PRIORITIES, 'normal', 'normal'] as const)
    const id = newId(createdAt)
    const externalId = `${SAMPLE_PREFIX}w-${at + 1}`
    const workflow: Insert<'workflow'> = {
      organizationId,
      id,
      externalId,
      customerId: client.id,
      definitionId: definitions.get(definition.name) ?? '',
      assigneeId: setting.people.get(assignee.key) ?? null,
      status: done ? 'completed' : 'active',
      statusChangedAt: completedAt ?? createdAt,
      priority,
      priorityRank: priorityRank(priority),
      dueAt: completedAt ?? now + chance.between(-6, 30) * DAY,
      searchText: externalId,
      completedAt,
      createdAt,
      updatedAt: completedAt ?? createdAt,
      version: 1,
    }
    plan.workflow.push(workflow)
    definition.actions.forEach((action, position) => {
      const finished = done || chance.happens(0.4 - position * 0.15)
      plan.workflowAction.push({
        organizationId,
        workflowId: id,
        actionId: action.id,
        name: action.name,
        position,
        dueAt: createdAt + (action.dueInDays ?? 7) * DAY,
        completedAt: finished ? Math.min(completedAt ?? now - HOUR, createdAt + (position + 1) * DAY) : null,
        completedBy: finished ? (workflow.assigneeId ?? null) : null,
      })
    })
    const work = { workflow, assignee, customerName: client.name }
    tell(plan, work, 'workflow.created', createdAt, person(setting, assignee), {})
    planFlow(setting, plan, work)
    if (completedAt !== null) tell(plan, work, 'workflow.completed', completedAt, person(setting, assignee), {})
  }
  return plan
}

function person({ people }: Setting, { key, name }: SamplePerson): Actor {
  return { type: 'user', userId: people.get(key) ?? '', name }
}

function tell(
  plan: WorkflowPlan,
  { workflow }: Work,
  type: string,
  at: Instant,
  actor: Actor,
  details: Record<string, unknown>,
) {
  const { organizationId, id } = workflow
  plan.timeline.push({ organizationId, id: newId(at), subject: `workflow:${id}`, type, actor, at, details })
}

function triggersOf({ chance }: Setting, label: TriggerTypeLabel, firedAt: Instant): Trigger[] {
  const date: Trigger = { id: 'date', type: 'date', config: { date: new Date(firedAt).toISOString() } }
  const eventConfig = { metricName: 'health_score', operator: '<=', threshold: chance.between(20, 45) } as const
  const event: Trigger = { id: 'event', type: 'event', config: { eventType: 'usage_threshold_crossed', eventConfig } }
  return label === 'immediate' ? [] : label === 'date' ? [date] : label === 'event' ? [event] : [date, event]
}

function planFlow(setting: Setting, plan: WorkflowPlan, work: Work): void {
  const { chance, now } = setting
  const until = work.workflow.completedAt ?? now - 2 * DAY
  let from = work.workflow.createdAt + chance.between(4, 60) * HOUR
  for (let round = chance.between(0, 3); round > 0 && from < until - DAY; round -= 1) {
    const kind: FlowKind = chance.happens(0.65) ? 'escalate' : chance.happens(0.6) ? 'snooze' : 'skip'
    const firedAt = Math.min(until - 2 * HOUR, from + Math.round(chance.next() ** 2 * 120 * HOUR))
    const endedAt = Math.min(until, firedAt + chance.between(1, 60) * HOUR)
    if (firedAt > from) addFlow(setting, plan, work, { kind, from, firedAt, endedAt })
    from = endedAt + chance.between(5, 200) * HOUR
  }
}

type Course = { kind: FlowKind; from: Instant; firedAt: Instant; endedAt: Instant }

function addFlow(setting: Setting, plan: WorkflowPlan, work: Work, { kind, from, ...course }: Course): void {
  const { organizationId, timeZone, chance } = setting
  const { workflow, assignee } = work
  const escalates = kind === 'escalate'
  const label = escalates ? chance.pick(['immediate', 'date', 'event', 'event', 'combined'] as const) : 'date'
  const firedAt = label === 'immediate' ? from : course.firedAt
  const endedAt = escalates ? course.endedAt : firedAt
  const recipient = PEOPLE.filter(
    ({ key, role }) => key !== assignee.key && (role === 'manager' || chance.happens(0.2)),
  )[0]
  if (escalates && !recipient) return
  const id = newId(from)
  const triggers = triggersOf(setting, label, firedAt)
  const outcome: Outcome | null = escalates ? (chance.happens(0.12) ? 'not_needed' : 'helped') : null
  const endedBy: EndedBy = escalates ? 'de_escalated' : 'fired'
  const [armed, fired] = [localCalendar(from, timeZone), localCalendar(firedAt, timeZone)]
  const reason = chance.pick(REASONS)
  plan.flowAction.push({
    organizationId,
    id,
    workflowId: workflow.id,
    customerId: workflow.customerId,
    definitionId: workflow.definitionId,
    kind,
    state: 'ended',
    logic: 'OR',
    chainId: id,
    depth: 1,
    recipientId: escalates ? (setting.people.get(recipient?.key ?? '') ?? null) : null,
    assigneeId: workflow.assigneeId ?? null,
    originalAssigneeId: escalates ? (workflow.assigneeId ?? null) : null,
    reason,
    source: 'person',
    createdBy: person(setting, assignee),
    triggerCount: triggers.length,
    triggerType: label,
    version: 3,
    createdAt: from,
    lastEvaluatedAt: firedAt,
    firedAt,
    firedTriggerId: triggers[0]?.id ?? null,
    firedLate: false,
    localDay: armed.day,
    localWeekday: armed.weekday,
    localHour: armed.hour,
    firedLocalDay: fired.day,
    firedLocalWeekday: fired.weekday,
    firedLocalHour: fired.hour,
    acknowledgedAt: escalates ? Math.min(endedAt, firedAt + chance.between(2, 300) * MINUTE) : null,
    acknowledgedBy: escalates ? (setting.people.get(recipient?.key ?? '') ?? null) : null,
    endedAt,
    endedBy,
    outcome,
  })
  const context = { workflowId: workflow.id, customerId: workflow.customerId, organizationZone: timeZone, now: from }
  triggers.forEach((trigger, position) => {
    const { satisfiedAt: _, wakeAt: __, ...stored } = storedTrigger(trigger, position, context)
    const seen = { satisfiedAt: firedAt, evaluatedAt: firedAt, evaluationCount: 1, firedAt, closedAt: firedAt }
    plan.trigger.push({ organizationId, flowActionId: id, ...stored, wakeAt: null, ...seen })
  })
  const who = escalates ? { userId: setting.people.get(recipient?.key ?? ''), name: recipient?.name } : null
  const engine: Actor = { type: 'job', job: 'triggers' }
  if (escalates) {
    if (triggers.length > 0) {
      tell(plan, work, 'workflow.escalation_scheduled', from, person(setting, assignee), {
        flowActionId: id,
        recipient: who,
        depth: 1,
        reason,
      })
    }
    const actor = triggers.length > 0 ? engine : person(setting, assignee)
    tell(plan, work, 'workflow.escalated', firedAt, actor, { flowActionId: id, recipient: who, depth: 1, reason })
    tell(plan, work, 'workflow.de_escalated', endedAt, person(setting, recipient ?? assignee), {
      flowActionId: id,
      outcome,
    })
  } else {
    tell(plan, work, kind === 'snooze' ? 'workflow.snoozed' : 'workflow.skipped', from, person(setting, assignee), {
      flowActionId: id,
      reason,
    })
    tell(plan, work, kind === 'snooze' ? 'workflow.woken' : 'workflow.reactivated', firedAt, engine, {
      flowActionId: id,
    })
  }
}
