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
      // The first level has the chain's own id.
      k.index('flow_action_chain').on(t.organizationId, t.chainId).where(sql`${t.depth} > 1`),
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
      subject: k.text().$type<TriggerSubject>().notNull(),
      mode: k.text().$type<TriggerMode>().notNull(),
      config: k.json<TriggerConfig>().notNull(),
      /** Whose changes concern it, in the words of `dirty.subject`; null for a date. */
      watch: k.text(),
      operator: k.text().$type<Operator>(),
      /** What a metric is held against; the hours of `no_reply_for`. */
      threshold: k.real(),
      /** A date's instant; for `no_reply_for` the instant it flips to true, while that is known. */
      dueAt: k.instant(),
      /** When the pulse has to look: at `dueAt` while it is not true yet, or when a failed evaluation is tried again. */
      wakeAt: k.instant(),
      /** Facts that arrived before this are none of its business: it was not armed yet. */
      countsFrom: k.instant().notNull(),
      /** When it became true: for good if latched; for a live one while it holds, else null. */
      satisfiedAt: k.instant(),
      evaluatedAt: k.instant(),
      evaluationCount: k.integer().notNull().default(0),
      errorMessage: k.text(),
      /** When the action fired, on each trigger that was true then. */
      firedAt: k.instant(),
      /** Set on all triggers of an action when it ends or fires. */
      closedAt: k.instant(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.flowActionId, t.position] }),
      k.index('trigger_wake').on(t.wakeAt).where(sql`${t.closedAt} is null and ${t.wakeAt} is not null`),
      k
        .index('trigger_watch')
        .on(t.organizationId, t.watch, t.operator, t.threshold)
        .where(sql`${t.closedAt} is null and ${t.satisfiedAt} is null`),
      k
        .index('trigger_watch_true')
        .on(t.organizationId, t.watch, t.operator, t.threshold)
        .where(sql`${t.closedAt} is null and ${t.satisfiedAt} is not null and ${t.mode} = 'live'`),
      // Unknown ones are few; any news of their subject may make them known.
      k
        .index('trigger_unknown')
        .on(t.organizationId, t.watch)
        .where(sql`${t.closedAt} is null and ${t.errorMessage} is not null`),
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
      /** `customer:<id>:metric:<name>`, `customer:<id>:login`, `workflow:<id>`, …: shared/triggers/stored.ts names them all. */
      subject: k.text().notNull(),
      change: k.integer().notNull(),
      /** `receivedAt` of the first and the latest fact since the evaluator last looked. */
      firstAt: k.instant().notNull(),
      lastAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.subject] }), k.index('dirty_first').on(t.firstAt)],
  )

  return { flowAction, trigger, dirty }
}
