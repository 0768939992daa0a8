import { and, asc, count, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Schema } from '../../drizzle/schema.ts'
import type { Candidate, ChainLink, TeamCandidate } from '../../shared/escalations/guards.ts'
import type { Reader } from '../db/engine.ts'

export type WorkflowRow = Schema['workflow']['$inferSelect']
export type FlowActionRow = Schema['flowAction']['$inferSelect']

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
    return c
      .select({
        workflow,
        action: flowAction,
        customerName: customer.name,
        definitionName: workflowDefinition.name,
        assigneeName: assignee.name,
        originalName: original.name,
        recipientName: recipient.name,
      })
      .from(workflow)
      .innerJoin(
        customer,
        and(eq(customer.organizationId, workflow.organizationId), eq(customer.id, workflow.customerId)),
      )
      .innerJoin(
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
  return row
}

/** A person who is or was a member. */
export async function findMember(conn: Reader, organizationId: string, userId: string): Promise<Candidate | undefined> {
  const query = conn.prepared('escalation member', (c) => {
    const { member } = c.t
    return c
      .select({ userId: member.userId, name: member.name, role: member.role, status: member.status })
      .from(member)
      .where(
        and(eq(member.organizationId, sql.placeholder('organizationId')), eq(member.userId, sql.placeholder('userId'))),
      )
  })
  const [row] = await query.execute({ organizationId, userId })
  return row
}

export type TeamRow = { teamId: string; name: string; members: TeamCandidate[] }

/** A team with its members and how much each of them has open. */
export async function findTeam(conn: Reader, organizationId: string, teamId: string): Promise<TeamRow | undefined> {
  const { team, teamMember, member, flowAction } = conn.t
  const [row] = await conn
    .select({ teamId: team.id, name: team.name })
    .from(team)
    .where(and(eq(team.organizationId, organizationId), eq(team.id, teamId)))
  if (!row) return undefined
  const members = await conn
    .select({ userId: member.userId, name: member.name, role: member.role, status: member.status })
    .from(teamMember)
    .innerJoin(member, and(eq(member.organizationId, teamMember.organizationId), eq(member.userId, teamMember.userId)))
    .where(and(eq(teamMember.organizationId, organizationId), eq(teamMember.teamId, teamId)))
  const ids = members.map((one) => one.userId)
  const loads = await conn
    .select({ userId: flowAction.recipientId, load: count() })
    .from(flowAction)
    .where(
      and(
        eq(flowAction.organizationId, organizationId),
        inArray(flowAction.recipientId, ids),
        isNull(flowAction.endedAt),
      ),
    )
    .groupBy(flowAction.recipientId)
  const loadOf = new Map(loads.map((one) => [one.userId, one.load]))
  return { ...row, members: members.map((one) => ({ ...one, load: loadOf.get(one.userId) ?? 0 })) }
}

/** The recipients of the levels of a chain that fired, first level first. Those that reached nobody are left out. */
export async function chainLinks(conn: Reader, organizationId: string, chainId: string): Promise<ChainLink[]> {
  const { flowAction, member } = conn.t
  return conn
    .select({ depth: flowAction.depth, userId: member.userId, name: member.name })
    .from(flowAction)
    .innerJoin(
      member,
      and(eq(member.organizationId, flowAction.organizationId), eq(member.userId, flowAction.recipientId)),
    )
    .where(
      and(
        eq(flowAction.organizationId, organizationId),
        eq(flowAction.chainId, chainId),
        isNotNull(flowAction.firedAt),
      ),
    )
    .orderBy(asc(flowAction.depth), asc(flowAction.id))
}

/** How many levels of a chain have fired. */
export async function deepestLevel(conn: Reader, organizationId: string, chainId: string): Promise<number> {
  const { flowAction } = conn.t
  const [row] = await conn
    .select({ depth: sql`coalesce(max(${flowAction.depth}), 0)`.mapWith(Number) })
    .from(flowAction)
    .where(
      and(
        eq(flowAction.organizationId, organizationId),
        eq(flowAction.chainId, chainId),
        isNotNull(flowAction.firedAt),
      ),
    )
  return row?.depth ?? 0
}

/** Everyone who shares a team with this person. */
export async function teammatesOf(conn: Reader, organizationId: string, userId: string): Promise<Set<string>> {
  const { teamMember } = conn.t
  const own = alias(teamMember, 'own')
  const rows = await conn
    .selectDistinct({ userId: teamMember.userId })
    .from(own)
    .innerJoin(teamMember, and(eq(teamMember.organizationId, own.organizationId), eq(teamMember.teamId, own.teamId)))
    .where(and(eq(own.organizationId, organizationId), eq(own.userId, userId)))
  return new Set(rows.map((row) => row.userId))
}

/** The admins, the longest-standing first; invited ones too, since they can be told by mail. */
export async function listAdmins(conn: Reader, organizationId: string): Promise<Candidate[]> {
  const { member } = conn.t
  return conn
    .select({ userId: member.userId, name: member.name, role: member.role, status: member.status })
    .from(member)
    .where(
      and(
        eq(member.organizationId, organizationId),
        eq(member.role, 'admin'),
        inArray(member.status, ['active', 'invited']),
      ),
    )
    .orderBy(asc(member.createdAt), asc(member.userId))
}
