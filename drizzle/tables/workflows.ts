import type { Actor } from '../../shared/actor.ts'
import type { DefinitionAction, Priority, WorkflowStatus } from '../../shared/workflows/schema.ts'
import type { Kit } from '../kit.postgres.ts'
import type { Customers } from './customers.ts'
import type { People } from './people.ts'

export type Workflows = ReturnType<typeof defineWorkflows>

export function defineWorkflows(k: Kit, { organization, member }: People, { customer }: Customers) {
  const workflowDefinition = k.table(
    'workflow_definition',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      name: k.text().notNull(),
      nameSort: k.text().notNull(),
      description: k.text(),
      actions: k.json<DefinitionAction[]>().notNull(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.uniqueIndex('workflow_definition_name').on(t.organizationId, t.nameSort),
    ],
  )

  const workflow = k.table(
    'workflow',
    {
      organizationId: k.text().notNull(),
      id: k.text().notNull(),
      externalId: k.text(),
      customerId: k.text().notNull(),
      definitionId: k.text().notNull(),
      assigneeId: k.text(),
      /** Who had it before the first escalation, from its arming until it is cancelled, de-escalated or completed; else null. */
      originalAssigneeId: k.text(),
      status: k.text().$type<WorkflowStatus>().notNull(),
      statusChangedAt: k.instant().notNull(),
      priority: k.text().$type<Priority>().notNull(),
      /** 0 low … 3 urgent, for sorting. */
      priorityRank: k.integer().notNull(),
      dueAt: k.instant(),
      /**
       * The chain of escalations: the first one's id, from its arming until that is cancelled or the workflow is
       * de-escalated or completed. It outlives its flow action when the recipient takes ownership. Null while there is none.
       */
      chainId: k.text(),
      /** The one flow action that is armed or fired; null when none is open. Changed only together with it. */
      flowActionId: k.text(),
      /** Normalised external id, for search; the names of customer and definition are searched where they are. */
      searchText: k.text().notNull(),
      completedAt: k.instant(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
      /** Grows with every change: the compare-and-set of every writer. */
      version: k.integer().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.uniqueIndex('workflow_external').on(t.organizationId, t.externalId),
      // Few of the indexes hold the status: each of those costs every arm, wake and escalation two pages.
      k.index('workflow_customer').on(t.organizationId, t.customerId),
      k.index('workflow_assignee').on(t.organizationId, t.assigneeId, t.completedAt, t.dueAt, t.id),
      k.index('workflow_status').on(t.organizationId, t.status, t.dueAt, t.id),
      k.index('workflow_due').on(t.organizationId, t.dueAt, t.id),
      k.index('workflow_updated').on(t.organizationId, t.updatedAt, t.id),
      k.index('workflow_priority').on(t.organizationId, t.priorityRank, t.id),
      k.index('workflow_definition_of').on(t.organizationId, t.definitionId),
      k.foreignKey({
        columns: [t.organizationId, t.customerId],
        foreignColumns: [customer.organizationId, customer.id],
      }),
      k.foreignKey({
        columns: [t.organizationId, t.definitionId],
        foreignColumns: [workflowDefinition.organizationId, workflowDefinition.id],
      }),
      k.foreignKey({
        columns: [t.organizationId, t.assigneeId],
        foreignColumns: [member.organizationId, member.userId],
      }),
    ],
  )

  const workflowAction = k.table(
    'workflow_action',
    {
      organizationId: k.text().notNull(),
      workflowId: k.text().notNull(),
      /** Id of the action within its definition. */
      actionId: k.text().notNull(),
      name: k.text().notNull(),
      position: k.integer().notNull(),
      dueAt: k.instant(),
      completedAt: k.instant(),
      completedBy: k.text(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.workflowId, t.actionId] }),
      k
        .foreignKey({
          columns: [t.organizationId, t.workflowId],
          foreignColumns: [workflow.organizationId, workflow.id],
        })
        .onDelete('cascade'),
    ],
  )

  /** Append-only: every act, by whom, on what. It is the workflow's story on screen and the audit log at once. */
  const timeline = k.table(
    'timeline',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      /** `workflow:<id>`, `customer:<id>`, `member:<id>`, `organization`, … */
      subject: k.text().notNull(),
      /** A verb in the past tense: `workflow.escalated`, `workflow.woke`, `member.invited`, … */
      type: k.text().notNull(),
      actor: k.json<Actor>().notNull(),
      at: k.instant().notNull(),
      /** What the screen needs to tell it in words: names, before and after, the explanation. */
      details: k.json<Record<string, unknown>>().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.index('timeline_subject').on(t.organizationId, t.subject, t.at),
      k.index('timeline_at').on(t.organizationId, t.at),
    ],
  )

  return { workflowDefinition, workflow, workflowAction, timeline }
}
