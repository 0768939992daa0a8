import { and, eq } from 'drizzle-orm'
import { newId } from '../../server/clock.ts'
import type { Db, Writer } from '../../server/db/engine.ts'
import { createLog } from '../../server/log.ts'
import { appendTimeline } from '../../server/timeline/store.ts'
import type { Effect, WorkflowRow } from '../../server/triggers/effects.ts'
import { type Armed, createTriggerEngine, type TriggerEngine } from '../../server/triggers/engine.ts'
import type { Actor } from '../../shared/actor.ts'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { EventConfig, Logic, Trigger } from '../../shared/triggers/schema.ts'
import type { TestClock } from './clock.ts'
import { organizationRow } from './rows.ts'

export const PERSON: Actor = { type: 'user', userId: 'ann', name: 'Ann' }

/** What firing does in these tests: it says so on the timeline, once per transition. */
const tell: Effect = (tx, { action, workflow, now, actor, firedTriggerId, late }) =>
  appendTimeline(tx, action.organizationId, [
    {
      subject: `workflow:${workflow.id}`,
      type: `test.${action.kind}`,
      actor,
      at: now,
      details: { firedTriggerId, late, version: workflow.version },
    },
  ])

export const TELL = { snooze: tell, skip: tell, escalate: tell }

export const date = (instant: Instant | string, id = 'date', timezone?: string): Trigger => ({
  id,
  type: 'date',
  config: {
    date: typeof instant === 'string' ? instant : new Date(instant).toISOString(),
    ...(timezone && { timezone }),
  },
})
export const event = (config: EventConfig, id = 'event'): Trigger => ({ id, type: 'event', config })
export const healthAtMost = (threshold: number, id = 'health') =>
  event(
    { eventType: 'usage_threshold_crossed', eventConfig: { metricName: 'health_score', operator: '<=', threshold } },
    id,
  )
export const login = (id = 'login') => event({ eventType: 'customer_login' }, id)
export const manual = (eventKey: string, id = 'manual') =>
  event({ eventType: 'manual_event', eventConfig: { eventKey } }, id)

/** An organization with one member and one customer, an engine with simple effects, and what it takes to feed it. */
export async function flowWorld(db: Db, clock: TestClock, engine?: TriggerEngine, organizationId = 'org') {
  const { t } = db
  const log = createLog('silent')
  const triggers = engine ?? createTriggerEngine({ db, clock, log }, TELL)
  const base = { organizationId, createdAt: clock.now(), updatedAt: clock.now() }

  await db.write(async (tx) => {
    await tx.insert(t.organization).values({ ...organizationRow(organizationId), timeZone: 'Europe/Berlin' })
    const [createdAt, updatedAt] = [new Date(0), new Date(0)]
    const id = `ann-${organizationId}`
    await tx
      .insert(t.user)
      .values({ id, name: 'Ann', email: `${id}@x.test`, emailVerified: true, createdAt, updatedAt })
    await tx.insert(t.member).values({
      ...base,
      userId: id,
      role: 'admin',
      status: 'active',
      name: 'Ann',
      nameSort: 'ann',
      email: 'ann@x.test',
    })
    await tx.insert(t.customer).values({ ...base, id: 'cus', name: 'Acme', nameSort: 'acme', tags: [], properties: {} })
    await tx
      .insert(t.workflowDefinition)
      .values({ ...base, id: 'def', name: 'Renewal', nameSort: 'renewal', actions: [] })
  })

  async function workflow(): Promise<WorkflowRow> {
    const id = newId(clock.now())
    await db.write((tx) =>
      tx.insert(t.workflow).values({
        ...base,
        id,
        customerId: 'cus',
        definitionId: 'def',
        assigneeId: `ann-${organizationId}`,
        status: 'active',
        statusChangedAt: clock.now(),
        priority: 'normal',
        priorityRank: 1,
        searchText: '',
        version: 1,
      }),
    )
    return loadWorkflow(id)
  }

  async function loadWorkflow(id: string): Promise<WorkflowRow> {
    const [row] = await db.read.select().from(t.workflow).where(eq(t.workflow.id, id))
    return row!
  }

  async function arm(set: Trigger[], logic: Logic = 'OR', kind: FlowKind = 'escalate'): Promise<Armed> {
    const target = await workflow()
    return db.write((tx) => triggers.arm(tx, request(target, set, logic, kind)))
  }

  function request(target: WorkflowRow, set: Trigger[], logic: Logic = 'OR', kind: FlowKind = 'escalate') {
    return {
      organizationId,
      timeZone: 'Europe/Berlin',
      workflow: target,
      kind,
      triggers: set,
      logic,
      chainId: null,
      depth: 1,
      recipientId: null,
      recipientTeamId: null,
      originalAssigneeId: target.assigneeId,
      reason: null,
      source: 'person' as const,
      ruleId: null,
      actor: PERSON,
      now: clock.now(),
    }
  }

  /** Stores the reading as the signal door does: the greatest `at` is current. */
  async function reading(value: number, at = clock.now(), options: { tell?: boolean; metric?: string } = {}) {
    const metric = options.metric ?? 'health_score'
    const receivedAt = clock.now()
    await db.write(async (tx) => {
      const [current] = await tx
        .select()
        .from(t.customerMetric)
        .where(and(eq(t.customerMetric.organizationId, organizationId), eq(t.customerMetric.metric, metric)))
      if (current && current.at > at) return
      const row = { organizationId, customerId: 'cus', metric, value, at, receivedAt }
      const target = [t.customerMetric.organizationId, t.customerMetric.customerId, t.customerMetric.metric]
      await tx.insert(t.customerMetric).values(row).onConflictDoUpdate({ target, set: row })
      if (options.tell !== false) await triggers.markMetric(tx, organizationId, 'cus', metric, receivedAt)
    })
  }

  /** Tells one fact in a transaction of its own. */
  const hear = (fact: (tx: Writer, now: Instant) => Promise<void>) => db.write((tx) => fact(tx, clock.now()))

  async function complete(workflowId: string, completedAt: Instant | null = clock.now()) {
    await hear(async (tx, now) => {
      await tx.update(t.workflow).set({ completedAt }).where(eq(t.workflow.id, workflowId))
      if (completedAt !== null) await triggers.latchCompletion(tx, organizationId, workflowId, null, now)
    })
  }

  async function conversation(change: { lastInboundAt?: Instant; lastOutboundAt?: Instant }) {
    await hear(async (tx, now) => {
      await tx.update(t.customer).set(change).where(eq(t.customer.organizationId, organizationId))
      await triggers.markReply(tx, organizationId, 'cus', now)
    })
  }

  async function actionOf(id: string) {
    const [row] = await db.read.select().from(t.flowAction).where(eq(t.flowAction.id, id))
    return row!
  }

  async function triggersOf(id: string) {
    return db.read.select().from(t.trigger).where(eq(t.trigger.flowActionId, id)).orderBy(t.trigger.position)
  }

  /** How often a workflow's action has fired. */
  async function firings(workflowId: string) {
    return db.read
      .select()
      .from(t.timeline)
      .where(eq(t.timeline.subject, `workflow:${workflowId}`))
  }

  return {
    organizationId,
    triggers,
    workflow,
    loadWorkflow,
    arm,
    request,
    reading,
    hear,
    complete,
    conversation,
    actionOf,
    triggersOf,
    firings,
  }
}
