import { and, asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Person, personOf } from '../../shared/actor.ts'
import { estimateOf, type FlowActionView, type TriggerView } from '../../shared/escalations/view.ts'
import { toIso } from '../../shared/time/instant.ts'
import type { Explanation, TriggerExplanation } from '../../shared/triggers/explanation.ts'
import type { Reader } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'
import type { Schema } from '../../drizzle/schema.ts'

type TriggerRow = Schema['trigger']['$inferSelect']

/** The open flow actions of these workflows, by workflow id; a workflow without one is not in the map. */
export async function openFlowActions(
  conn: Reader,
  organizationId: string,
  workflows: { id: string; flowActionId: string | null }[],
): Promise<Map<string, FlowActionView>> {
  const ids = workflows.flatMap((workflow) => workflow.flowActionId ?? [])
  if (ids.length === 0) return new Map()
  const organization = sql.placeholder('organizationId')
  const rows = await selectIn(conn, 'open flow actions', ids, { organizationId }, (c, list) => {
    const { flowAction, member, team } = c.t
    const [recipient, acknowledger] = [alias(member, 'r'), alias(member, 'k')]
    const same = flowAction.organizationId
    return c
      .select({
        action: flowAction,
        recipientName: recipient.name,
        acknowledgerName: acknowledger.name,
        teamName: team.name,
      })
      .from(flowAction)
      .leftJoin(recipient, and(eq(recipient.organizationId, same), eq(recipient.userId, flowAction.recipientId)))
      .leftJoin(
        acknowledger,
        and(eq(acknowledger.organizationId, same), eq(acknowledger.userId, flowAction.acknowledgedBy)),
      )
      .leftJoin(team, and(eq(team.organizationId, same), eq(team.id, flowAction.recipientTeamId)))
      .where(and(eq(same, organization), sql`${flowAction.id} in (${list})`))
  })
  const triggers = await selectIn(conn, 'triggers of flow actions', ids, { organizationId }, (c, list) => {
    const { trigger } = c.t
    return c
      .select()
      .from(trigger)
      .where(and(eq(trigger.organizationId, organization), sql`${trigger.flowActionId} in (${list})`))
      .orderBy(asc(trigger.flowActionId), asc(trigger.position))
  })
  const triggersOf = Map.groupBy(triggers, (one) => one.flowActionId)
  return new Map(
    rows.map((row) => [
      row.action.workflowId,
      view(row.action, triggersOf.get(row.action.id) ?? [], {
        recipient: person(row.action.recipientId, row.recipientName),
        acknowledgedBy: person(row.action.acknowledgedBy, row.acknowledgerName),
        recipientTeam:
          row.action.recipientTeamId === null ? null : { teamId: row.action.recipientTeamId, name: row.teamName ?? '' },
      }),
    ]),
  )
}

type Names = Pick<FlowActionView, 'recipient' | 'acknowledgedBy' | 'recipientTeam'>

function view(action: Schema['flowAction']['$inferSelect'], triggers: TriggerRow[], names: Names): FlowActionView {
  const views = triggers.map((trigger) => triggerView(trigger, action.explanation))
  const fired = views.find((trigger) => trigger.id === action.firedTriggerId)
  return {
    id: action.id,
    kind: action.kind,
    phase: action.state === 'armed' ? 'armed' : 'fired',
    logic: action.logic,
    triggers: views,
    firedTrigger: fired ? { id: fired.id, type: fired.type } : null,
    lastEvaluatedAt: action.lastEvaluatedAt,
    ...names,
    depth: action.depth,
    reason: action.reason,
    createdAt: action.createdAt,
    createdBy: personOf(action.createdBy),
    firedAt: action.firedAt,
    estimatedAt:
      action.state === 'armed'
        ? estimateOf(
            action.logic,
            views.map((trigger) => trigger.dueAt),
          )
        : null,
    acknowledgedAt: action.acknowledgedAt,
    fallback: action.fallback,
  }
}

function triggerView(trigger: TriggerRow, explanation: Explanation | null): TriggerView {
  // What is latched has fired for good, also while the others of its set are still waited for.
  const firedAt = trigger.firedAt ?? (trigger.mode === 'latched' ? trigger.satisfiedAt : null)
  return {
    id: trigger.id,
    type: trigger.subject === 'date' ? 'date' : 'event',
    config: trigger.config,
    mode: trigger.mode,
    isFired: firedAt !== null,
    firedAt,
    satisfiedAt: trigger.satisfiedAt,
    evaluatedAt: trigger.evaluatedAt,
    evaluationCount: trigger.evaluationCount,
    errorMessage: trigger.errorMessage,
    explanation: explanation?.triggers.find((one) => one.id === trigger.id) ?? null,
    dueAt: trigger.dueAt,
  }
}

function person(userId: string | null, name: string | null): Person | null {
  return userId === null ? null : { userId, name: name ?? '' }
}

/** A flow action as REST writes it: instants in ISO 8601. */
export function flowActionWire(action: FlowActionView) {
  return {
    ...action,
    triggers: action.triggers.map((trigger) => ({
      ...trigger,
      firedAt: toIso(trigger.firedAt),
      satisfiedAt: toIso(trigger.satisfiedAt),
      evaluatedAt: toIso(trigger.evaluatedAt),
      dueAt: toIso(trigger.dueAt),
      explanation: trigger.explanation && explanationWire(trigger.explanation),
    })),
    lastEvaluatedAt: toIso(action.lastEvaluatedAt),
    createdAt: toIso(action.createdAt),
    firedAt: toIso(action.firedAt),
    estimatedAt: toIso(action.estimatedAt),
    acknowledgedAt: toIso(action.acknowledgedAt),
  }
}

function explanationWire(explanation: TriggerExplanation) {
  return { ...explanation, at: toIso(explanation.at) }
}
