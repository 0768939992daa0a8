import type { TriggerTypeLabel } from '../../shared/escalations/schema.ts'
import { localCalendar } from '../../shared/time/zone.ts'
import { decide } from '../../shared/triggers/evaluate.ts'
import type { Trigger } from '../../shared/triggers/schema.ts'
import { type StoredTrigger, storedTrigger } from '../../shared/triggers/stored.ts'
import type { WorkflowStatus } from '../../shared/workflows/schema.ts'
import { newId } from '../clock.ts'
import type { Writer } from '../db/engine.ts'
import { appendFacts } from '../facts/store.ts'
import { pendingOf } from './dirty-store.ts'
import type { Effects, FlowActionRow, TriggerRow, WorkflowRow } from './effects.ts'
import type { Armed, ArmRequest } from './engine.ts'
import { type Evaluated, explanationOf, fire, tooLate } from './evaluator.ts'
import { observeAll } from './observe.ts'
import { insertAction, saveArmedWorkflow } from './store.ts'
import { requireTargets } from './targets.ts'

const STATUS = { snooze: 'snoozed', skip: 'skipped', escalate: 'escalated' } as const satisfies Record<
  ArmRequest['kind'],
  WorkflowStatus
>

/** See `TriggerEngine.arm`. */
export async function armAction(tx: Writer, effects: Effects, request: ArmRequest): Promise<Armed> {
  const { organizationId, now, workflow: before, timeZone, logic } = request
  const found = await requireTargets(tx, organizationId, request.triggers)
  const flowActionId = newId(now)
  const waiting = await waitingForms(tx, request, found)
  const observations = await observeAll(tx, organizationId, before.customerId, waiting)
  const decision = decide(waiting, observations, logic, now)
  const triggers = waiting.map((trigger, index) => {
    const { satisfiedAt, dueAt, wakeAt, errorMessage } = decision.verdicts[index] ?? trigger
    return { ...rowOf(trigger, organizationId, flowActionId, now), satisfiedAt, dueAt, wakeAt, errorMessage }
  })
  const action = actionRow(request, flowActionId, triggerTypeOf(found))
  const workflow = armedWorkflow(request, action)
  const evaluated: Evaluated = { action, workflow, timeZone, triggers, observations, decision, now }
  action.explanation = explanationOf(evaluated)

  if (!(await saveArmedWorkflow(tx, workflow))) throw tooLate()
  await insertAction(tx, action, triggers)
  if (workflow.status !== before.status) {
    const subject = `workflow:${workflow.id}`
    await appendFacts(tx, organizationId, [
      { subject, field: 'status', value: workflow.status, at: now, receivedAt: now },
    ])
  }
  if (decision.result !== 'true') return { action, workflow, fired: false }
  const fired = await fire(tx, effects, { ...evaluated, late: false, actor: request.actor })
  if (!fired) throw tooLate()
  return { action: fired, workflow, fired: true }
}

/**
 * The triggers as they will wait. A fact that arrived before, even in this very millisecond, is none of their business:
 * what is still pending of it is stepped over.
 */
async function waitingForms(tx: Writer, request: ArmRequest, found: Trigger[]): Promise<StoredTrigger[]> {
  const { organizationId, workflow, timeZone, now } = request
  const context = { workflowId: workflow.id, customerId: workflow.customerId, organizationZone: timeZone, now }
  const waiting: StoredTrigger[] = []
  for (const [position, trigger] of found.entries()) {
    const stored = storedTrigger(trigger, position, context)
    const pending = stored.watch === null ? null : await pendingOf(tx, organizationId, stored.watch)
    waiting.push(pending === null ? stored : { ...stored, countsFrom: Math.max(now, pending.lastAt + 1) })
  }
  return waiting
}

function rowOf(trigger: StoredTrigger, organizationId: string, flowActionId: string, now: number): TriggerRow {
  return {
    ...trigger,
    organizationId,
    flowActionId,
    evaluatedAt: now,
    evaluationCount: 1,
    firedAt: null,
    closedAt: null,
  }
}

function triggerTypeOf(triggers: readonly Trigger[]): TriggerTypeLabel {
  const types = new Set(triggers.map((trigger) => trigger.type))
  if (types.size === 2) return 'combined'
  return types.values().next().value ?? 'immediate'
}

function actionRow(request: ArmRequest, id: string, triggerType: TriggerTypeLabel): FlowActionRow {
  const { organizationId, workflow, now, timeZone } = request
  const local = localCalendar(now, timeZone)
  return {
    organizationId,
    id,
    workflowId: workflow.id,
    customerId: workflow.customerId,
    definitionId: workflow.definitionId,
    kind: request.kind,
    state: 'armed',
    logic: request.logic,
    chainId: request.chainId ?? id,
    depth: request.depth,
    recipientId: request.recipientId,
    recipientTeamId: request.recipientTeamId,
    assigneeId: workflow.assigneeId,
    originalAssigneeId: request.originalAssigneeId,
    reason: request.reason,
    source: request.source,
    ruleId: request.ruleId,
    createdBy: request.actor,
    triggerCount: request.triggers.length,
    triggerType,
    version: 1,
    createdAt: now,
    lastEvaluatedAt: now,
    explanation: null,
    firedAt: null,
    firedTriggerId: null,
    firedLate: false,
    localDay: local.day,
    localWeekday: local.weekday,
    localHour: local.hour,
    firedLocalDay: null,
    firedLocalWeekday: null,
    firedLocalHour: null,
    fallback: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    endedAt: null,
    endedBy: null,
    outcome: null,
  }
}

/** A snooze or skip leaves the chain of escalations alone. */
function armedWorkflow({ workflow, kind, now, originalAssigneeId }: ArmRequest, action: FlowActionRow): WorkflowRow {
  const status = STATUS[kind]
  return {
    ...workflow,
    ...(kind === 'escalate' && { originalAssigneeId, chainId: action.chainId }),
    status,
    statusChangedAt: status === workflow.status ? workflow.statusChangedAt : now,
    flowActionId: action.id,
    updatedAt: now,
    version: workflow.version + 1,
  }
}
