import { and, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Schema } from '../../drizzle/schema.ts'
import { OrganizationSettings } from '../../shared/people/settings.ts'
import type { Reader } from '../db/engine.ts'

export type WorkflowRow = Schema['workflow']['$inferSelect']
/** As much of an open flow action as acts on it need. */
export type FlowActionRow = Pick<
  Schema['flowAction']['$inferSelect'],
  | 'organizationId'
  | 'id'
  | 'workflowId'
  | 'kind'
  | 'state'
  | 'chainId'
  | 'depth'
  | 'recipientId'
  | 'reason'
  | 'createdBy'
  | 'createdAt'
  | 'acknowledgedAt'
  | 'acknowledgedBy'
  | 'version'
>

/** A workflow with its open flow action and the names that every act needs. */
export type Subject = {
  workflow: WorkflowRow
  action: FlowActionRow | null
  customerName: string
  definitionName: string
  assigneeName: string | null
  originalName: string | null
  recipientName: string | null
}

/**
 * The chain that is open: at least one level of it has fired. A first escalation that only waits opens none yet, so
 * whoever the workflow is reassigned to meanwhile counts as its original assignee.
 */
export function openChain({ workflow, action }: Pick<Subject, 'workflow' | 'action'>): string | null {
  const firstWaits = action?.kind === 'escalate' && action.state === 'armed' && action.depth === 1
  return firstWaits ? null : workflow.chainId
}

/** @param reference Hoist's id or `ext:<externalId>`. Undefined where the organization has no such workflow. */
export async function findSubject(
  conn: Reader,
  organizationId: string,
  reference: string,
): Promise<Subject | undefined> {
  const external = reference.startsWith('ext:')
  const key = external ? reference.slice('ext:'.length) : reference
  const query = conn.prepared(external ? 'subject of act by external id' : 'subject of act', (c) => {
    const { workflow, flowAction, customer, workflowDefinition, member } = c.t
    const [assignee, original, recipient] = [alias(member, 'a'), alias(member, 'o'), alias(member, 'r')]
    const organization = workflow.organizationId
    // Every join is a left one, so that no planner starts anywhere but at the one workflow.
    return c
      .select({
        workflow,
        action: {
          organizationId: flowAction.organizationId,
          id: flowAction.id,
          workflowId: flowAction.workflowId,
          kind: flowAction.kind,
          state: flowAction.state,
          chainId: flowAction.chainId,
          depth: flowAction.depth,
          recipientId: flowAction.recipientId,
          reason: flowAction.reason,
          createdBy: flowAction.createdBy,
          createdAt: flowAction.createdAt,
          acknowledgedAt: flowAction.acknowledgedAt,
          acknowledgedBy: flowAction.acknowledgedBy,
          version: flowAction.version,
        },
        customerName: customer.name,
        definitionName: workflowDefinition.name,
        assigneeName: assignee.name,
        originalName: original.name,
        recipientName: recipient.name,
      })
      .from(workflow)
      .leftJoin(
        customer,
        and(eq(customer.organizationId, workflow.organizationId), eq(customer.id, workflow.customerId)),
      )
      .leftJoin(
        workflowDefinition,
        and(
          eq(workflowDefinition.organizationId, workflow.organizationId),
          eq(workflowDefinition.id, workflow.definitionId),
        ),
      )
      .leftJoin(
        flowAction,
        and(eq(flowAction.organizationId, workflow.organizationId), eq(flowAction.id, workflow.flowActionId)),
      )
      .leftJoin(assignee, and(eq(assignee.organizationId, organization), eq(assignee.userId, workflow.assigneeId)))
      .leftJoin(
        original,
        and(eq(original.organizationId, organization), eq(original.userId, workflow.originalAssigneeId)),
      )
      .leftJoin(
        recipient,
        and(eq(recipient.organizationId, organization), eq(recipient.userId, flowAction.recipientId)),
      )
      .where(
        and(
          eq(workflow.organizationId, sql.placeholder('organizationId')),
          eq(external ? workflow.externalId : workflow.id, sql.placeholder('key')),
        ),
      )
  })
  const [row] = await query.execute({ organizationId, key })
  return row && { ...row, customerName: row.customerName ?? '', definitionName: row.definitionName ?? '' }
}

/** The settings of an organization, complete with their defaults. */
export async function findSettings(conn: Reader, organizationId: string): Promise<OrganizationSettings> {
  const query = conn.prepared('settings of escalation', (c) => {
    const { organization } = c.t
    return c
      .select({ settings: organization.settings })
      .from(organization)
      .where(eq(organization.id, sql.placeholder('organizationId')))
  })
  const [row] = await query.execute({ organizationId })
  return OrganizationSettings.parse(row?.settings ?? {})
}
