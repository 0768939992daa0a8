import type { Schema } from '../../drizzle/schema.ts'
import { DAY, HOUR } from '../../shared/time/instant.ts'
import { PRIORITIES, priorityRank } from '../../shared/workflows/schema.ts'
import { newId } from '../clock.ts'
import { DEFINITIONS, PEOPLE } from './cast.ts'
import { type CustomerPlan, HISTORY_DAYS, SAMPLE_PREFIX, type Setting } from './plan-customers.ts'
import { person, planFlow, tell, type WorkflowPlan } from './plan-flow.ts'

const WORKFLOWS = 150

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
    const workflow: Schema['workflow']['$inferInsert'] = {
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
    const work = { workflow, assignee }
    const actor = person(setting, assignee)
    tell(plan, id, { type: 'workflow.created', at: createdAt, actor })
    planFlow(setting, plan, work)
    if (completedAt !== null) tell(plan, id, { type: 'workflow.completed', at: completedAt, actor })
  }
  return plan
}
