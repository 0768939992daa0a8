import { sql } from 'drizzle-orm'
import type { Actor } from '../../shared/actor.ts'
import type { EndedBy, FlowKind, FlowState, Outcome, TriggerTypeLabel } from '../../shared/escalations/schema.ts'
import type { Explanation } from '../../shared/triggers/explanation.ts'
import type { Logic, Operator, TriggerConfig, TriggerMode, TriggerSubject } from '../../shared/triggers/schema.ts'
import type { Kit } from '../kit.postgres.ts'
import type { People } from './people.ts'
import type { Workflows } from './workflows.ts'

/** What waits: flow actions and their triggers. Every hot index is partial on `closedAt is null`, or the dead would crowd out the living. */
export function defineFlow(k: Kit, { member, team }: People, { workflow }: Workflows) {
  const flowAction = k.table(
    'flow_action',
    {
      organizationId: k.text().notNull(),
      id: k.text().notNull(),
      workflowId: k.text().notNull(),
      customerId: k.text().notNull(),
      definitionId: k.text().notNull(),
      kind: k.text().$type<FlowKind>().notNull(),
      state: k.text().$type<FlowState>().notNull(),
      logic: k.text().$type<Logic>().notNull(),
      /** Escalations of one chain share it; the first one's id. */
      chainId: k.text().notNull(),
      /** Level within the chain, from 1. */
      depth: k.integer().notNull(),
      /** Resolved recipient: at once for a member, at fire for a team. */
      recipientId: k.text(),
      recipientTeamId: k.text(),
      /** Assignee when armed. */
      assigneeId: k.text(),
      originalAssigneeId: k.text(),
      reason: k.text(),
      source: k.text().$type<'person' | 'rule'>().notNull(),
      ruleId: k.text(),
      createdBy: k.json<Actor>().notNull(),
      triggerCount: k.integer().notNull(),
      triggerType: k.text().$type<TriggerTypeLabel>().notNull(),
      /** The compare-and-set of every transition: of all who try, one wins. */
      version: k.integer().notNull(),
      createdAt: k.instant().notNull(),
      lastEvaluatedAt: k.instant(),
      explanation: k.json<Explanation>(),
      firedAt: k.instant(),
      /** Client's id of the trigger that decided. */
      firedTriggerId: k.text(),
      /** A sweep found it over 60 s late. */
      firedLate: k.boolean().notNull().default(false),
      /** Organization-local calendar of `createdAt`, computed at write. day = YYYY-MM-DD, weekday 1 = Monday … 7. */
      localDay: k.text().notNull(),
      localWeekday: k.integer().notNull(),
      localHour: k.integer().notNull(),
      /** The same of `firedAt`. */
      firedLocalDay: k.text(),
      firedLocalWeekday: k.integer(),
      firedLocalHour: k.integer(),
      /** Why the recipient is not the one asked for: a guard failed at fire time. */
      fallback: k.text(),
      acknowledgedAt: k.instant(),
      acknowledgedBy: k.text(),
      endedAt: k.instant(),
      endedBy: k.text().$type<EndedBy>(),
      outcome: k.text().$type<Outcome>(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      // At most one open flow action a workflow, held by the database.
      k.uniqueIndex('flow_action_open').on(t.organizationId, t.workflowId).where(sql`${t.endedAt} is null`),
      k
        .index('flow_action_open_recipient')
        .on(t.organizationId, t.recipientId, t.state)
        .where(sql`${t.endedAt} is null`),
      k.index('flow_action_open_kind').on(t.organizationId, t.kind, t.createdAt).where(sql`${t.endedAt} is null`),
      // The sweeps walk what is armed, in order of id.
      k.index('flow_action_armed').on(t.kind, t.id).where(sql`${t.state} = 'armed'`),
      k.index('flow_action_workflow').on(t.organizationId, t.workflowId, t.createdAt),
      k.index('flow_action_chain').on(t.organizationId, t.chainId),
      k.index('flow_action_created').on(t.organizationId, t.kind, t.createdAt),
      k.foreignKey({
        columns: [t.organizationId, t.workflowId],
        foreignColumns: [workflow.organizationId, workflow.id],
      }),
      k.foreignKey({
        columns: [t.organizationId, t.recipientId],
        foreignColumns: [member.organizationId, member.userId],
      }),
      k.foreignKey({
        columns: [t.organizationId, t.recipientTeamId],
        foreignColumns: [team.organizationId, team.id],
      }),
    ],
  )

  const trigger = k.table(
    'trigger',
    {
      organizationId: k.text().notNull(),
      flowActionId: k.text().notNull(),
      /** 0, 1, 2: order of the request, and the tie-break. */
      position: k.integer().notNull(),
      /** The client's id, unique within the set. */
      id: k.text().notNull(),
      workflowId: k.text().notNull(),
      customerId: k.text().notNull(),
      subject: k.text().$type<TriggerSubject>().notNull(),
      mode: k.text().$type<TriggerMode>().notNull(),
      config: k.json<TriggerConfig>().notNull(),
      /** A date's instant; for `no_reply_for` the instant it flips to true, while that is known. */
      dueAt: k.instant(),
      metric: k.text(),
      operator: k.text().$type<Operator>(),
      threshold: k.real(),
      /** The other workflow of `workflow_action_completed`, and its action. */
      subjectWorkflowId: k.text(),
      subjectActionId: k.text(),
      eventKey: k.text(),
      /** When it became true: for good if latched; for a live one while it holds, else null. */
      satisfiedAt: k.instant(),
      /** What was seen then, for the explanation. */
      observed: k.json<string | number | boolean | null>(),
      evaluatedAt: k.instant(),
      evaluationCount: k.integer().notNull().default(0),
      errorMessage: k.text(),
      firedAt: k.instant(),
      /** Set on all triggers of an action when it ends or fires. */
      closedAt: k.instant(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.flowActionId, t.position] }),
      k.index('trigger_due').on(t.dueAt).where(sql`${t.closedAt} is null and ${t.satisfiedAt} is null`),
      k
        .index('trigger_customer')
        .on(t.organizationId, t.customerId, t.subject, t.metric, t.operator, t.threshold)
        .where(sql`${t.closedAt} is null and ${t.satisfiedAt} is null`),
      k
        .index('trigger_customer_true')
        .on(t.organizationId, t.customerId, t.subject, t.metric, t.operator, t.threshold)
        .where(sql`${t.closedAt} is null and ${t.satisfiedAt} is not null and ${t.mode} = 'live'`),
      k
        .index('trigger_workflow')
        .on(t.organizationId, t.subjectWorkflowId)
        .where(sql`${t.closedAt} is null and ${t.satisfiedAt} is null`),
      k
        .index('trigger_event')
        .on(t.organizationId, t.workflowId, t.eventKey)
        .where(sql`${t.closedAt} is null and ${t.satisfiedAt} is null and ${t.eventKey} is not null`),
      k
        .foreignKey({
          columns: [t.organizationId, t.flowActionId],
          foreignColumns: [flowAction.organizationId, flowAction.id],
        })
        .onDelete('cascade'),
    ],
  )

  /**
   * Subjects whose facts changed since the evaluator last looked. `change` grows with every mark; the evaluator deletes
   * a row only at the `change` it has seen, so a fact that arrives meanwhile is never lost.
   */
  const dirty = k.table(
    'dirty',
    {
      organizationId: k.text().notNull(),
      /** `customer:<id>:metric:<name>`, `customer:<id>:login`, `customer:<id>:message`, `workflow:<id>`, `action:<flow action id>`. */
      subject: k.text().notNull(),
      change: k.integer().notNull(),
      markedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.subject] }),
      k.index('dirty_marked').on(t.markedAt),
    ],
  )

  return { flowAction, trigger, dirty }
}
