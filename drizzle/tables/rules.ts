import { sql } from 'drizzle-orm'
import type { Actor } from '../../shared/actor.ts'
import type { Condition } from '../../shared/rules/condition.ts'
import type { Mode, OnEnable, Outcome } from '../../shared/rules/decide.ts'
import type { RuleEventType, RuleSnapshot } from '../../shared/rules/history.ts'
import type { TeamPick } from '../../shared/rules/schema.ts'
import type { Kit } from '../kit.postgres.ts'
import type { Customers } from './customers.ts'
import type { People } from './people.ts'
import type { Workflows } from './workflows.ts'

/** Routing rules, what they did, and what they have to look at next. */
export function defineRules(k: Kit, { organization, member, team }: People, { customer }: Customers, flow: Workflows) {
  const { workflow } = flow

  const routingRule = k.table(
    'routing_rule',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      name: k.text().notNull(),
      description: k.text(),
      /** Higher wins; of two alike, the older (the smaller id). */
      priority: k.integer().notNull(),
      conditions: k.json<Condition>().notNull(),
      mode: k.text().$type<Mode>().notNull(),
      escalateToUserId: k.text(),
      escalateToTeamId: k.text(),
      teamPick: k.text().$type<TeamPick>().notNull(),
      /** Whose turn it was last, where a team takes turns. */
      lastPickedId: k.text(),
      cooldownHours: k.real().notNull(),
      capPerHour: k.integer().notNull(),
      /** The breaker stopped it: what it would do is put into quarantine until a person resumes it. */
      pausedAt: k.instant(),
      /** It was just enabled: what it does with workflows that match already, and up to which id they have been seen to. */
      arriving: k.text().$type<OnEnable>(),
      arrivingAfter: k.text(),
      lastFiredAt: k.instant(),
      createdBy: k.json<Actor>().notNull(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
      version: k.integer().notNull(),
      removedAt: k.instant(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.index('routing_rule_order').on(t.organizationId, t.priority, t.id).where(sql`${t.removedAt} is null`),
      k.index('routing_rule_arriving').on(t.organizationId, t.id).where(sql`${t.arriving} is not null`),
      k.foreignKey({
        columns: [t.organizationId, t.escalateToUserId],
        foreignColumns: [member.organizationId, member.userId],
      }),
      k.foreignKey({
        columns: [t.organizationId, t.escalateToTeamId],
        foreignColumns: [team.organizationId, team.id],
      }),
    ],
  )

  /** Append-only: everything that a rule did, did not do and why, and who changed what of it. */
  const ruleEvent = k.table(
    'rule_event',
    {
      organizationId: k.text().notNull(),
      id: k.text().notNull(),
      ruleId: k.text().notNull(),
      type: k.text().$type<RuleEventType>().notNull(),
      at: k.instant().notNull(),
      workflowId: k.text(),
      customerId: k.text(),
      flowActionId: k.text(),
      reason: k.text(),
      /** Field → before and after, of a change. */
      diff: k.json<Record<string, [before: unknown, after: unknown]>>(),
      /** The rule as it was after a change, to go back to. */
      snapshot: k.json<RuleSnapshot>(),
      actor: k.json<Actor>().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.index('rule_event_rule').on(t.organizationId, t.ruleId, t.id),
      k.index('rule_event_applied').on(t.organizationId, t.ruleId, t.at).where(sql`${t.type} = 'applied'`),
      k.index('rule_event_workflow').on(t.organizationId, t.workflowId, t.id).where(sql`${t.workflowId} is not null`),
      k.foreignKey({
        columns: [t.organizationId, t.ruleId],
        foreignColumns: [routingRule.organizationId, routingRule.id],
      }),
    ],
  )

  /** What is remembered of one rule on one workflow, apart for the shadow. No row: its condition never held. */
  const ruleState = k.table(
    'rule_state',
    {
      organizationId: k.text().notNull(),
      workflowId: k.text().notNull(),
      ruleId: k.text().notNull(),
      mode: k.text().$type<'shadow' | 'on'>().notNull(),
      /** Since when the condition is true; null while it is not. */
      matchedSince: k.instant(),
      outcome: k.text().$type<Outcome>(),
      reason: k.text(),
      actedAt: k.instant(),
      cleared: k.boolean().notNull(),
      version: k.integer().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.workflowId, t.ruleId, t.mode] }),
      k.index('rule_state_rule').on(t.organizationId, t.ruleId, t.workflowId).where(sql`${t.matchedSince} is not null`),
      k
        .index('rule_state_quarantined')
        .on(t.organizationId, t.ruleId, t.workflowId)
        .where(sql`${t.outcome} = 'quarantined'`),
      k
        .foreignKey({
          columns: [t.organizationId, t.workflowId],
          foreignColumns: [workflow.organizationId, workflow.id],
        })
        .onDelete('cascade'),
      k.foreignKey({
        columns: [t.organizationId, t.ruleId],
        foreignColumns: [routingRule.organizationId, routingRule.id],
      }),
    ],
  )

  /** A person said "not for this workflow". */
  const ruleOverride = k.table(
    'rule_override',
    {
      organizationId: k.text().notNull(),
      workflowId: k.text().notNull(),
      ruleId: k.text().notNull(),
      reason: k.text(),
      actor: k.json<Actor>().notNull(),
      at: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.workflowId, t.ruleId] }),
      k
        .foreignKey({
          columns: [t.organizationId, t.workflowId],
          foreignColumns: [workflow.organizationId, workflow.id],
        })
        .onDelete('cascade'),
      k.foreignKey({
        columns: [t.organizationId, t.ruleId],
        foreignColumns: [routingRule.organizationId, routingRule.id],
      }),
    ],
  )

  /** The facts that rules in the shadow or on read: a change of any other fact concerns no rule. */
  const ruleReading = k.table(
    'rule_reading',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      /** As `fact_change.field` has it; `*` where there is any such rule at all. */
      fact: k.text().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.fact] })],
  )

  /** Whose facts changed since rules last looked: `customer:<id>` or `workflow:<id>`. Works as `dirty` does for triggers. */
  const ruleMark = k.table(
    'rule_mark',
    {
      organizationId: k.text().notNull(),
      subject: k.text().notNull(),
      change: k.integer().notNull(),
      firstAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.subject] }), k.index('rule_mark_first').on(t.firstAt)],
  )

  /** When rules have to look at a workflow although no fact changes: a count of days flips, a reading grows too old. */
  const dueCheck = k.table(
    'due_check',
    {
      organizationId: k.text().notNull(),
      workflowId: k.text().notNull(),
      at: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.workflowId] }),
      k.index('due_check_at').on(t.at),
      k
        .foreignKey({
          columns: [t.organizationId, t.workflowId],
          foreignColumns: [workflow.organizationId, workflow.id],
        })
        .onDelete('cascade'),
    ],
  )

  /** How long a reading of a metric counts. */
  const metricFreshness = k.table(
    'metric_freshness',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      metric: k.text().notNull(),
      hours: k.real().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.metric] })],
  )

  /** Customers whose reading has grown too old; the first of a metric raises the one notice. */
  const staleReading = k.table(
    'stale_reading',
    {
      organizationId: k.text().notNull(),
      metric: k.text().notNull(),
      customerId: k.text().notNull(),
      since: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.metric, t.customerId] }),
      k
        .foreignKey({
          columns: [t.organizationId, t.customerId],
          foreignColumns: [customer.organizationId, customer.id],
        })
        .onDelete('cascade'),
    ],
  )

  return {
    routingRule,
    ruleEvent,
    ruleState,
    ruleOverride,
    ruleReading,
    ruleMark,
    dueCheck,
    metricFreshness,
    staleReading,
  }
}
