import { and, asc, eq, gt, inArray, or, sql } from 'drizzle-orm'
import { DAY, type Instant } from '../../../shared/time/instant.ts'
import type { Past } from '../../../shared/rules/replay.ts'
import type { PastCustomer, PastFact, PastWorkflow } from '../../../shared/rules/past.ts'
import type { Reader } from '../../db/engine.ts'
import { freshnessOf } from '../known-store.ts'

/** Facts whose value before their first entry in history is what the row says now. */
const OF_ROWS = [
  'segment',
  'tags',
  'renewalAt',
  'login',
  'risk_level',
  'open_alerts',
  'status',
  'priority',
  'dueAt',
  'definitionId',
  'assigneeId',
]

/** Which of these facts a subject has in history, as `<subject> <field>`. */
async function factsInHistory(conn: Reader, organizationId: string): Promise<Set<string>> {
  const { factChange: t } = conn.t
  const rows = await conn
    .selectDistinct({ subject: t.subject, field: t.field })
    .from(t)
    .where(and(eq(t.organizationId, organizationId), inArray(t.field, OF_ROWS)))
  return new Set(rows.map(({ subject, field }) => `${subject} ${field}`))
}

/** All customers and workflows as they were before the first fact about them. */
export async function loadPast(conn: Reader, organizationId: string, zone: string): Promise<Past> {
  const had = await factsInHistory(conn, organizationId)
  const definitions = await definitionNames(conn, organizationId)
  const customers = await loadCustomers(conn, organizationId, had)
  const workflows = await loadWorkflows(conn, organizationId, { had, customers, definitions })
  return { zone, freshness: await freshnessOf(conn, organizationId), customers, workflows, definitions }
}

async function definitionNames(conn: Reader, organizationId: string): Promise<Map<string, string>> {
  const { workflowDefinition: t } = conn.t
  const rows = await conn.select({ id: t.id, name: t.name }).from(t).where(eq(t.organizationId, organizationId))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function loadCustomers(conn: Reader, organizationId: string, had: ReadonlySet<string>) {
  const { customer: t } = conn.t
  const rows = await conn.select().from(t).where(eq(t.organizationId, organizationId))
  return new Map(
    rows.map((row): [string, PastCustomer] => {
      const now = <T>(field: string, value: T, before: T): T =>
        had.has(`customer:${row.id} ${field}`) ? before : value
      return [
        row.id,
        {
          segment: now('segment', row.segment, null),
          tags: now('tags', row.tags, []),
          properties: {},
          renewalAt: now('renewalAt', row.renewalAt, null),
          lastLoginAt: now('login', row.lastLoginAt, null),
          riskLevel: now<string | null>('risk_level', row.riskLevel, null),
          openAlerts: now('open_alerts', row.openAlerts, 0),
          metrics: new Map(),
          workflows: [],
        },
      ]
    }),
  )
}

type Around = {
  had: ReadonlySet<string>
  customers: ReadonlyMap<string, PastCustomer>
  definitions: ReadonlyMap<string, string>
}

async function loadWorkflows(conn: Reader, organizationId: string, { had, customers, definitions }: Around) {
  const { workflow: t, flowAction: f } = conn.t
  const rows = await conn.select().from(t).where(eq(t.organizationId, organizationId))
  const actions = await conn
    .select({ workflowId: f.workflowId, from: f.createdAt, until: f.endedAt, source: f.source })
    .from(f)
    .where(eq(f.organizationId, organizationId))
  const open = Map.groupBy(
    actions.map(({ source, ...one }) => ({ ...one, byRule: source === 'rule' })),
    ({ workflowId }) => workflowId,
  )
  const workflows = new Map<string, PastWorkflow>()
  for (const row of rows) {
    const customer = customers.get(row.customerId)
    if (!customer) continue
    const now = <T>(field: string, value: T, before: T): T => (had.has(`workflow:${row.id} ${field}`) ? before : value)
    const workflow: PastWorkflow = {
      workflowId: row.id,
      customerId: row.customerId,
      customer,
      definition: now('definitionId', definitions.get(row.definitionId) ?? null, null),
      status: now<string>('status', row.status, 'active'),
      statusChangedAt: now('status', row.statusChangedAt, row.createdAt),
      priority: now<string>('priority', row.priority, 'normal'),
      dueAt: now('dueAt', row.dueAt, null),
      assigneeId: now('assigneeId', row.assigneeId, null),
      createdAt: row.createdAt,
      actions: open.get(row.id) ?? [],
    }
    customer.workflows.push(workflow)
    workflows.set(row.id, workflow)
  }
  return workflows
}

const PAGE = 4_000

/**
 * Every fact that had arrived by `to`, in the order of arrival, page by page; all facts of one instant are in the same page.
 */
export async function* factsUntil(conn: Reader, organizationId: string, to: Instant): AsyncGenerator<PastFact[]> {
  let left: PastFact[] = []
  let after = { receivedAt: -DAY, id: '' }
  for (;;) {
    const rows = await nextFacts(conn, organizationId, after, to)
    const facts = [...left, ...rows]
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) {
      if (facts.length > 0) yield facts
      return
    }
    after = last
    const begin = facts.findIndex(({ receivedAt }) => receivedAt === last.receivedAt)
    left = facts.slice(begin)
    if (begin > 0) yield facts.slice(0, begin)
  }
}

function nextFacts(conn: Reader, organizationId: string, after: { receivedAt: Instant; id: string }, to: Instant) {
  const query = conn.prepared('facts by arrival', (c) => {
    const { factChange: t } = c.t
    const [receivedAt, id] = [sql.placeholder('receivedAt'), sql.placeholder('id')]
    return c
      .select({
        id: t.id,
        subject: t.subject,
        field: t.field,
        value: t.value,
        at: t.at,
        receivedAt: t.receivedAt,
      })
      .from(t)
      .where(
        and(
          eq(t.organizationId, sql.placeholder('organizationId')),
          sql`${t.receivedAt} >= ${receivedAt}`,
          sql`${t.receivedAt} <= ${sql.placeholder('to')}`,
          or(gt(t.receivedAt, receivedAt), gt(t.id, id)),
        ),
      )
      .orderBy(asc(t.receivedAt), asc(t.id))
      .limit(sql.placeholder('limit'))
  })
  return query.execute({ organizationId, receivedAt: after.receivedAt, id: after.id, to, limit: PAGE })
}
