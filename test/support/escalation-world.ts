import { and, eq } from 'drizzle-orm'
import type { Role } from '../../shared/roles.ts'
import type { Trigger } from '../../shared/triggers/schema.ts'
import type { EngineName } from './engines.ts'
import { type As, testApp, type TestAppOptions } from './harness.ts'
import { addPerson, type Person } from './people.ts'

export const ESCALATE = '/api/workflows/escalate-with-triggers'

/** A trigger at an instant, one on a login, one on the health score. */
export const on = (date: string, id = 'date', timezone?: string): Trigger => ({
  id,
  type: 'date',
  config: { date, ...(timezone !== undefined && { timezone }) },
})
export const login: Trigger = { id: 'login', type: 'event', config: { eventType: 'customer_login' } }
export const manual = (eventKey: string): Trigger => ({
  id: 'manual',
  type: 'event',
  config: { eventType: 'manual_event', eventConfig: { eventKey } },
})
export const healthAtMost = (threshold: number): Trigger => ({
  id: 'health',
  type: 'event',
  config: {
    eventType: 'usage_threshold_crossed',
    eventConfig: { metricName: 'health_score', operator: '<=', threshold },
  },
})

/** The whole server with a customer, a few members besides those of each role, and short ways to act and to look. */
export async function escalationWorld(engine: EngineName = 'sqlite', options: TestAppOptions = {}) {
  const h = await testApp({ engine, ...options })
  const { app, organizationId } = h
  let count = 0
  const next = () => {
    count += 1
    return count
  }
  const person = (name: string, role: Role = 'member') => {
    return addPerson(app, organizationId, { name, email: `person${next()}@example.com`, role })
  }
  const [anna, ben, carla, dora] = [
    await person('Anna Assignee'),
    await person('Ben Boss'),
    await person('Carla Chief'),
    await person('Dora Director'),
  ]
  await h.rest('admin', 'POST', '/api/customers', { externalId: 'acme', name: 'Acme', metrics: { health_score: 80 } })

  /** A new workflow on Acme, of Anna unless said otherwise; returns its id. */
  async function workflow(assignee: Person | null = anna, externalId = `w${next()}`): Promise<string> {
    const assigneeEmail = assignee?.email ?? null
    const body = { externalId, customer: 'ext:acme', definition: 'Renewal at risk', assigneeEmail }
    const { status, body: saved, text } = await h.rest('admin', 'POST', '/api/workflows', body)
    if (status !== 200) throw new Error(text)
    return saved.id
  }

  const post = (as: As, path: string, body?: unknown) => h.rest(as, 'POST', path, body)
  /** Escalates at once, or arms. */
  const escalate = (workflowId: string, to: Person, triggers: Trigger[] = [], more = {}, as: As = 'admin') =>
    post(as, ESCALATE, { workflowId, triggers, escalateToUserId: to.userId, ...more })

  async function show(workflowId: string) {
    const { body } = await h.rest('admin', 'GET', `/api/workflows/${workflowId}`)
    return body.workflow
  }
  /** Types of the story, oldest first. */
  async function story(workflowId: string): Promise<string[]> {
    const { body } = await h.rest('admin', 'GET', `/api/workflows/${workflowId}`)
    return body.timeline.map((entry: { type: string }) => entry.type).reverse()
  }
  /** What a person was told about a workflow. */
  async function told(to: Person, workflowId: string) {
    const { notification } = app.db.t
    return app.db.read
      .select()
      .from(notification)
      .where(and(eq(notification.userId, to.userId), eq(notification.workflowId, workflowId)))
      .orderBy(notification.createdAt, notification.id)
  }
  async function reading(value: number, at?: string) {
    const signal = { id: `s${next()}`, type: 'metric', customer: 'ext:acme', metric: 'health_score', value, at }
    const { status, text } = await post('admin', '/api/signals', [signal])
    if (status !== 202) throw new Error(text)
    await h.drain()
  }
  async function logsIn() {
    await post('admin', '/api/signals', [{ id: `s${next()}`, type: 'customer_login', customer: 'ext:acme' }])
    await h.drain()
  }
  async function team(name: string, members: Person[]): Promise<string> {
    const { team: table, teamMember } = app.db.t
    const now = app.clock.now()
    const id = `team-${next()}`
    await app.db.write(async (tx) => {
      const row = { organizationId, id, name, nameSort: name.toLowerCase(), createdAt: now, updatedAt: now }
      await tx.insert(table).values(row)
      for (const { userId } of members)
        await tx.insert(teamMember).values({ organizationId, teamId: id, userId, createdAt: now })
    })
    return id
  }
  /** Changes a member as the people service would: role, or removed. */
  async function change(who: Person, set: { role?: Role; status?: 'active' | 'invited' | 'removed' }) {
    const { member } = app.db.t
    await app.db.write((tx) => tx.update(member).set(set).where(eq(member.userId, who.userId)))
  }
  async function settings(set: Record<string, unknown>) {
    const { organization } = app.db.t
    const where = eq(organization.id, organizationId)
    await app.db.write(async (tx) => {
      const [row] = await tx.select().from(organization).where(where)
      await tx
        .update(organization)
        .set({ settings: { ...row!.settings, ...set } })
        .where(where)
    })
  }
  return {
    ...h,
    anna,
    ben,
    carla,
    dora,
    person,
    workflow,
    post,
    escalate,
    show,
    story,
    told,
    reading,
    logsIn,
    team,
    change,
    settings,
  }
}

export type EscalationWorld = Awaited<ReturnType<typeof escalationWorld>>
