import type { Actor } from '../../shared/actor.ts'
import { DomainError } from '../../shared/errors.ts'
import { type Instant, MINUTE, SECOND } from '../../shared/time/instant.ts'
import { localCalendar } from '../../shared/time/zone.ts'
import { type Decision, decide } from '../../shared/triggers/evaluate.ts'
import { explain } from '../../shared/triggers/explain.ts'
import type { Explanation } from '../../shared/triggers/explanation.ts'
import type { Observation } from '../../shared/triggers/facts.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { pendingOf } from './dirty-store.ts'
import type { Effects, FlowActionRow, TriggerRow } from './effects.ts'
import { observeAll } from './observe.ts'
import { fireAction, type Loaded, loadArmed, saveEvaluation } from './store.ts'
import { closeTriggers, listTriggers, saveTrigger } from './trigger-store.ts'

/** What one evaluation came to. `gone`: somebody was first. */
export type Outcome = { did: 'gone' | 'nothing' | 'changed' | 'fired'; late: boolean }

export type Evaluation = {
  organizationId: string
  flowActionId: string
  now: Instant
  actor: Actor
  /** Why it must not fire now, though it may be true: the last attempt failed with this. It is tried again after a while. */
  failed?: string | undefined
}

/** How late a firing may be before it is counted as late. */
const LATE = MINUTE
/** Pause before what failed is tried again. */
export const RETRY_AFTER = 30 * SECOND

/**
 * The one way in which an action is evaluated, whatever the reason: load it as it is, decide on what is known now, and
 * write what that changes; if it fires, its effect is part of the same transaction.
 */
export async function evaluateAction(
  tx: Writer,
  effects: Effects,
  { organizationId, flowActionId, now, actor, failed }: Evaluation,
): Promise<Outcome> {
  const loaded = await loadArmed(tx, organizationId, flowActionId)
  if (!loaded) {
    await closeTriggers(tx, organizationId, flowActionId, now)
    return { did: 'gone', late: false }
  }
  const triggers = await listTriggers(tx, organizationId, flowActionId)
  const observations = await observeAll(tx, organizationId, loaded.action.customerId, triggers)
  const decision = decide(triggers, observations, loaded.action.logic, now)
  const evaluated = { ...loaded, triggers, observations, decision, now }
  if (decision.result === 'true' && failed === undefined) {
    const late = await isLate(tx, evaluated)
    const fired = await fire(tx, effects, { ...evaluated, late, actor })
    return { did: fired ? 'fired' : 'gone', late }
  }
  if (failed === undefined && !decision.verdicts.some((verdict) => verdict.changed))
    return { did: 'nothing', late: false }
  await keep(tx, evaluated, failed)
  return { did: 'changed', late: false }
}

export type Evaluated = Loaded & {
  triggers: readonly TriggerRow[]
  observations: readonly Observation[]
  decision: Decision
  now: Instant
}

export function explanationOf({ action, timeZone, triggers, observations, decision, now }: Evaluated): Explanation {
  return explain(triggers, observations, decision, { logic: action.logic, now, zone: timeZone })
}

/** Writes an evaluation that does not fire. */
async function keep(tx: Writer, evaluated: Evaluated, failed: string | undefined): Promise<void> {
  const { action, triggers, decision, now } = evaluated
  await saveEvaluation(tx, action, explanationOf(evaluated), now)
  tx.afterCommit(() => announce(action.organizationId, { topic: 'workflow', id: action.workflowId }))
  const blamed = decision.fired?.position ?? 0
  for (const [index, trigger] of triggers.entries()) {
    const verdict = decision.verdicts[index]
    if (!verdict) continue
    const failure = failed !== undefined && trigger.position === blamed
    const change = failure ? { ...verdict, errorMessage: failed, wakeAt: now + RETRY_AFTER } : verdict
    await saveTrigger(tx, { ...trigger, ...change }, now)
  }
}

/**
 * The transition: compare-and-set on the action, its triggers closed, then the effect. Undefined when somebody was first.
 */
export async function fire(
  tx: Writer,
  effects: Effects,
  evaluated: Evaluated & { late: boolean; actor: Actor },
): Promise<FlowActionRow | undefined> {
  const { action: before, workflow, timeZone, triggers, decision, now, late, actor } = evaluated
  const explanation = explanationOf(evaluated)
  const firedTriggerId = decision.fired?.id ?? null
  const local = localCalendar(now, timeZone)
  const stays = before.kind === 'escalate'
  const action = await fireAction(tx, before, {
    state: stays ? 'fired' : 'ended',
    firedAt: now,
    firedTriggerId,
    firedLate: late,
    explanation,
    firedLocalDay: local.day,
    firedLocalWeekday: local.weekday,
    firedLocalHour: local.hour,
    endedAt: stays ? null : now,
    endedBy: stays ? null : 'fired',
  })
  if (!action) return undefined
  for (const [index, trigger] of triggers.entries()) {
    const verdict = decision.verdicts[index]
    if (!verdict) continue
    const firedAt = verdict.truth === 'true' ? now : null
    await saveTrigger(tx, { ...trigger, ...verdict, firedAt, closedAt: now }, now)
  }
  await effects[action.kind](tx, { action, workflow, timeZone, explanation, firedTriggerId, late, now, actor })
  return action
}

/** Should this have fired more than a minute ago? History that only this evaluation has found makes nothing late. */
async function isLate(tx: Writer, { triggers, observations, decision, now }: Evaluated): Promise<boolean> {
  const { fired } = decision
  const index = triggers.findIndex((trigger) => trigger.position === fired?.position)
  const [trigger, observation] = [triggers[index], observations[index]]
  if (!fired || !trigger || !observation) return false
  const expected = trigger.satisfiedAt !== null || observation.kind === 'clock' || trigger.dueAt === fired.satisfiedAt
  if (expected) return now - Math.max(fired.satisfiedAt, trigger.countsFrom) > LATE
  const pending = trigger.watch === null ? null : await pendingOf(tx, trigger.organizationId, trigger.watch)
  return pending !== null && now - Math.max(pending.firstAt, trigger.countsFrom) > LATE
}

/** 409 for whoever was second. */
export function tooLate(): DomainError {
  return new DomainError('conflict', 'Somebody else was first: look at the workflow again')
}
