import { and, count, eq, gte, inArray, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { containsPattern, searchWords } from '../../shared/search.ts'
import { DAY, type Instant } from '../../shared/time/instant.ts'
import type { WorkflowFilter } from '../../shared/workflows/schema.ts'
import type { WorkflowView } from '../../shared/workflows/view.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader } from '../db/engine.ts'
import { after, inOrder } from '../db/keyset.ts'
import { openFlowActions } from '../escalations/present.ts'

export type WorkflowPage = { workflows: WorkflowView[]; count: number; nextCursor: string | null }

export type ListRequest = WorkflowFilter & { externalId?: string | undefined }

/** Workflows that fit, a page at a time; `count` is how many fit in all. `me` is whose `assigneeId: 'me'` it is. */
export async function listWorkflows(
  conn: Reader,
  organizationId: string,
  filter: ListRequest,
  { me, now }: { me: string; now: Instant },
): Promise<WorkflowPage> {
  const rows = await pageQuery(conn, organizationId, filter, { me, now })
  const fits = fitting(conn, organizationId, filter, me, now)
  const [total] = await conn.select({ count: count() }).from(conn.t.workflow).where(fits)
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  const ids = page.map((row) => row.id)
  return {
    workflows: await workflowViews(conn, organizationId, ids),
    count: total?.count ?? 0,
    nextCursor: rows.length > filter.limit && last ? encodeCursor([last.key, last.id]) : null,
  }
}

/**
 * The query of one page, and one row more to know whether there is another. Only ids and what they are sorted by: where
 * no index has the order, what is sorted is narrow.
 */
export function pageQuery(
  conn: Reader,
  organizationId: string,
  filter: ListRequest,
  { me, now }: { me: string; now: Instant },
) {
  const { workflow, customer } = conn.t
  const kind = filter.sort === 'customer' || filter.sort === 'status' ? 'text' : 'integer'
  const position = decodeCursor(filter.cursor, [kind, 'text'])
  const column = {
    due: workflow.dueAt,
    priority: workflow.priorityRank,
    updated: workflow.updatedAt,
    customer: customer.nameSort,
    status: workflow.status,
  }[filter.sort]
  const fits = fitting(conn, organizationId, filter, me, now)
  const page = conn.select({ id: workflow.id, key: column }).from(workflow).$dynamic()
  const sameCustomer = and(eq(customer.organizationId, workflow.organizationId), eq(customer.id, workflow.customerId))
  return (filter.sort === 'customer' ? page.innerJoin(customer, sameCustomer) : page)
    .where(and(fits, position && after(column, workflow.id, filter.order, position)))
    .orderBy(...inOrder(column, workflow.id, filter.order))
    .limit(filter.limit + 1)
}

/** These workflows, in the order of `ids`; what is not there is left out. */
export async function workflowViews(
  conn: Reader,
  organizationId: string,
  ids: readonly string[],
): Promise<WorkflowView[]> {
  if (ids.length === 0) return []
  const { workflow } = conn.t
  const where = and(eq(workflow.organizationId, organizationId), inArray(workflow.id, [...ids]))
  const views = await toViews(conn, organizationId, await selectRows(conn, where))
  const byId = new Map(views.map((view) => [view.id, view]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One workflow by Hoist's id or `ext:<externalId>`; undefined where the organization has none. */
export async function findWorkflowView(
  conn: Reader,
  organizationId: string,
  reference: string,
): Promise<WorkflowView | undefined> {
  const external = reference.startsWith('ext:')
  const query = conn.prepared(external ? 'workflow view by external id' : 'workflow view', (c) => {
    const { workflow } = c.t
    const key = eq(external ? workflow.externalId : workflow.id, sql.placeholder('key'))
    return selectRows(c, and(eq(workflow.organizationId, sql.placeholder('organizationId')), key))
  })
  const key = external ? reference.slice('ext:'.length) : reference
  const [view] = await toViews(conn, organizationId, await query.execute({ organizationId, key }))
  return view
}

function fitting(conn: Reader, organizationId: string, filter: ListRequest, me: string, now: Instant): SQL | undefined {
  const { workflow } = conn.t
  const { search = '', status, priority, assigneeId, customerId, definitionId, externalId } = filter
  return and(
    eq(workflow.organizationId, organizationId),
    status?.length ? inArray(workflow.status, status) : undefined,
    // An index on people's workflows keeps the completed ones apart.
    status?.length && !status.includes('completed') ? isNull(workflow.completedAt) : undefined,
    priority?.length ? inArray(workflow.priority, priority) : undefined,
    assigneeId === undefined
      ? undefined
      : assigneeId === 'none'
        ? isNull(workflow.assigneeId)
        : eq(workflow.assigneeId, assigneeId === 'me' ? me : assigneeId),
    customerId === undefined ? undefined : eq(workflow.customerId, customerId),
    definitionId === undefined ? undefined : eq(workflow.definitionId, definitionId),
    externalId === undefined ? undefined : eq(workflow.externalId, externalId),
    due(conn, filter.due, now),
    ...searchWords(search).map((word) => found(conn, organizationId, word)),
  )
}

function due(conn: Reader, filter: WorkflowFilter['due'], now: Instant): SQL | undefined {
  const { workflow } = conn.t
  if (filter === 'overdue') return and(lt(workflow.dueAt, now), ne(workflow.status, 'completed'))
  if (filter === 'week') return and(gte(workflow.dueAt, now), lt(workflow.dueAt, now + 7 * DAY))
  return filter === 'none' ? isNull(workflow.dueAt) : undefined
}

/** Names are looked up first and workflows by their ids: a renamed customer is found at once, without a join per row. */
function found(conn: Reader, organizationId: string, word: string): SQL | undefined {
  const { workflow, customer, workflowDefinition } = conn.t
  const pattern = containsPattern(word)
  const customers = conn
    .select({ id: customer.id })
    .from(customer)
    .where(and(eq(customer.organizationId, organizationId), sql`${customer.nameSort} like ${pattern} escape '\\'`))
  const definitions = conn
    .select({ id: workflowDefinition.id })
    .from(workflowDefinition)
    .where(
      and(
        eq(workflowDefinition.organizationId, organizationId),
        sql`${workflowDefinition.nameSort} like ${pattern} escape '\\'`,
      ),
    )
  return or(
    sql`${workflow.searchText} like ${pattern} escape '\\'`,
    inArray(workflow.customerId, customers),
    inArray(workflow.definitionId, definitions),
  )
}

function selectRows(conn: Reader, where: SQL | undefined) {
  const { workflow, customer, workflowDefinition: definition, member } = conn.t
  const [assignee, original] = [alias(member, 'assignee'), alias(member, 'original')]
  const organization = workflow.organizationId
  return conn
    .select({
      workflow,
      customer: { id: customer.id, externalId: customer.externalId, name: customer.name, nameSort: customer.nameSort },
      definition: { id: definition.id, name: definition.name },
      assigneeName: assignee.name,
      originalName: original.name,
    })
    .from(workflow)
    .innerJoin(customer, and(eq(customer.organizationId, organization), eq(customer.id, workflow.customerId)))
    .innerJoin(definition, and(eq(definition.organizationId, organization), eq(definition.id, workflow.definitionId)))
    .leftJoin(assignee, and(eq(assignee.organizationId, organization), eq(assignee.userId, workflow.assigneeId)))
    .leftJoin(
      original,
      and(eq(original.organizationId, organization), eq(original.userId, workflow.originalAssigneeId)),
    )
    .where(where)
}

type Row = Awaited<ReturnType<typeof selectRows>>[number]

async function toViews(conn: Reader, organizationId: string, rows: Row[]): Promise<WorkflowView[]> {
  const open = await openFlowActions(
    conn,
    organizationId,
    rows.map((row) => row.workflow),
  )
  return rows.map(({ workflow, customer: { nameSort: _, ...customer }, definition, assigneeName, originalName }) => ({
    id: workflow.id,
    externalId: workflow.externalId,
    status: workflow.status,
    statusChangedAt: workflow.statusChangedAt,
    customer,
    definition,
    assignee: person(workflow.assigneeId, assigneeName),
    originalAssignee: person(workflow.originalAssigneeId, originalName),
    priority: workflow.priority,
    dueAt: workflow.dueAt,
    completedAt: workflow.completedAt,
    createdAt: workflow.createdAt,
    updatedAt: workflow.updatedAt,
    flowAction: open.get(workflow.id) ?? null,
  }))
}

function person(userId: string | null, name: string | null) {
  return userId === null ? null : { userId, name: name ?? '' }
}
