import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type EscalationWorld, escalationWorld, login, manual, on } from '../support/escalation-world.ts'
import type { As } from '../support/harness.ts'

const DAY = 86_400_000

let w: EscalationWorld
beforeAll(async () => {
  w = await escalationWorld()
})
const soon = () => [on(new Date(w.clock.now() + DAY).toISOString())]

describe('de-escalate', () => {
  const deEscalate = (workflowId: string, more = {}, as: As = 'admin') =>
    w.post(as, '/api/workflows/de-escalate-now', { workflowId, ...more })

  it('cancels what is armed, tells nobody and leaves the workflow where it was', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben, soon())
    const { status, body } = await deEscalate(workflowId)
    expect(status).toBe(200)
    expect(body).toEqual({
      success: true,
      message: 'Workflow de-escalated successfully',
      workflowId,
      returnedTo: { userId: w.anna.userId, name: 'Anna Assignee' },
    })
    await w.advance(2 * DAY)
    expect(await w.show(workflowId)).toMatchObject({ status: 'active', flowAction: null, originalAssignee: null })
    expect([...(await w.told(w.ben, workflowId)), ...(await w.told(w.anna, workflowId))]).toEqual([])
  })

  it('returns what was escalated to its original assignee, also after the recipient took it', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben)
    await w.post(w.ben, `/api/workflows/${workflowId}/take-ownership`)
    await w.escalate(workflowId, w.carla)
    expect((await w.show(workflowId)).flowAction.depth).toBe(2)
    const { body } = await deEscalate(workflowId, { reason: 'Solved', outcome: 'helped' })
    expect(body.returnedTo).toEqual({ userId: w.anna.userId, name: 'Anna Assignee' })
    expect(await w.show(workflowId)).toMatchObject({ status: 'active', assignee: { userId: w.anna.userId } })
    expect((await w.told(w.carla, workflowId)).map((one) => one.title)).toContain(
      'Renewal at risk for Acme was de-escalated',
    )
    expect((await w.escalate(workflowId, w.ben)).status).toBe(200)
    expect((await w.show(workflowId)).flowAction.depth).toBe(1)
  })

  it('returns to nobody where there was no assignee, and to whoever has it where the first has left', async () => {
    const lost = await w.workflow(null)
    await w.escalate(lost, w.ben)
    await w.post(w.ben, `/api/workflows/${lost}/take-ownership`)
    await w.escalate(lost, w.carla)
    expect((await deEscalate(lost)).body.returnedTo).toBeNull()
    expect((await w.show(lost)).assignee).toBeNull()

    const leaver = await w.person('Lou Leaver')
    const kept = await w.workflow(leaver)
    await w.escalate(kept, w.ben)
    await w.post(w.ben, `/api/workflows/${kept}/take-ownership`)
    await w.escalate(kept, w.carla)
    await w.change(leaver, { status: 'removed' })
    expect((await deEscalate(kept)).body.returnedTo).toEqual({ userId: w.ben.userId, name: 'Ben Boss' })
  })

  it('is a conflict where nothing is open, and says who was first', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben)
    await deEscalate(workflowId, {}, w.anna)
    const { status, body } = await deEscalate(workflowId)
    expect(status).toBe(409)
    expect(body.details).toMatchObject({
      status: 'active',
      flowAction: null,
      last: { type: 'workflow.de_escalated', by: { userId: w.anna.userId, name: 'Anna Assignee' } },
    })
    expect(body.message).toContain('Anna Assignee was first')
    expect((await deEscalate(workflowId, { outcome: 'maybe' })).body.issues[0].path).toEqual(['outcome'])
    expect((await deEscalate('missing')).status).toBe(404)
  })
})

describe('cancel', () => {
  it('calls off what is armed, with or without a body', async () => {
    for (const body of [undefined, {}, { reason: 'Not needed' }]) {
      const workflowId = await w.workflow()
      await w.escalate(workflowId, w.ben, soon())
      const answer = await w.post('admin', `/api/workflows/${workflowId}/cancel`, body)
      expect(answer.body).toEqual({ success: true, message: 'Scheduled escalation cancelled', workflowId })
      expect(await w.show(workflowId)).toMatchObject({ status: 'active', flowAction: null, originalAssignee: null })
    }
  })
  it('leaves the level below open', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben)
    await w.escalate(workflowId, w.carla, soon())
    expect((await w.post(w.ben, `/api/workflows/${workflowId}/cancel`)).status).toBe(200)
    expect(await w.show(workflowId)).toMatchObject({
      status: 'escalated',
      originalAssignee: { userId: w.anna.userId },
      flowAction: { phase: 'fired', depth: 1, recipient: { userId: w.ben.userId } },
    })
    expect((await w.told(w.ben, workflowId)).length).toBe(1)
    expect((await w.post(w.ben, `/api/workflows/${workflowId}/acknowledge`)).status).toBe(200)
  })
  it('is a conflict where it has happened already or nothing is scheduled', async () => {
    const workflowId = await w.workflow()
    expect((await w.post('admin', `/api/workflows/${workflowId}/cancel`)).status).toBe(409)
    await w.escalate(workflowId, w.ben)
    const { status, body } = await w.post('admin', `/api/workflows/${workflowId}/cancel`)
    expect({ status, phase: body.details.flowAction.phase }).toEqual({ status: 409, phase: 'fired' })
  })
})

describe('take ownership and acknowledge', () => {
  it('makes the recipient the assignee and tells the one before', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben)
    const { status, body } = await w.post(w.ben, `/api/workflows/${workflowId}/take-ownership`)
    expect({ status, body }).toEqual({
      status: 200,
      body: { success: true, message: 'Ben Boss took ownership of the workflow', workflowId },
    })
    expect(await w.show(workflowId)).toMatchObject({
      status: 'active',
      assignee: { userId: w.ben.userId },
      originalAssignee: { userId: w.anna.userId },
      flowAction: null,
    })
    expect((await w.told(w.anna, workflowId)).at(-1)?.title).toBe('Ben Boss took ownership of Renewal at risk for Acme')
  })

  it('acknowledges once, tells the assignee, and calls off what was not sent', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben)
    const acknowledge = (as: As) => w.post(as, `/api/workflows/${workflowId}/acknowledge`)
    expect((await acknowledge(w.ben)).body).toEqual({ success: true, message: 'Escalation acknowledged', workflowId })
    const { flowAction } = await w.show(workflowId)
    expect(flowAction).toMatchObject({ phase: 'fired', acknowledgedAt: new Date(w.clock.now()).toISOString() })
    expect((await acknowledge(w.ben)).status).toBe(200)
    const late = await acknowledge('admin')
    expect(late.status).toBe(409)
    expect(late.body.details.by).toEqual({ userId: w.ben.userId, name: 'Ben Boss' })
    expect((await w.story(workflowId)).filter((type) => type === 'workflow.acknowledged')).toHaveLength(1)
    expect((await w.told(w.anna, workflowId)).at(-1)?.title).toContain('Ben Boss has seen the escalation')
  })

  it('calls off what was not sent yet, and leaves what the assignee hears of it', async () => {
    const { channelSetting, delivery, notification } = w.app.db.t
    const { organizationId } = w
    await w.app.db.write((tx) =>
      tx.insert(channelSetting).values({ organizationId, channel: 'email', settings: {}, updatedAt: 0 }),
    )
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben)
    const states = async () => {
      const rows = await w.app.db.read
        .select({ state: delivery.state, type: notification.type, title: notification.title })
        .from(delivery)
        .innerJoin(notification, eq(notification.id, delivery.notificationId))
        .where(eq(notification.workflowId, workflowId))
        .orderBy(delivery.id)
      return rows.map((row) => `${row.type} ${row.state}`)
    }
    expect(await states()).toEqual(['escalation_received pending', 'escalation_update pending'])
    await w.post(w.ben, `/api/workflows/${workflowId}/acknowledge`)
    expect(await states()).toEqual([
      'escalation_received cancelled',
      'escalation_update cancelled',
      'escalation_update pending',
    ])
    await w.app.db.write((tx) => tx.delete(channelSetting))
  })

  it('is for the recipient, admins and the managers of the recipient', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben)
    for (const act of ['take-ownership', 'acknowledge'])
      expect((await w.post(w.anna, `/api/workflows/${workflowId}/${act}`)).status).toBe(403)
    expect((await w.post('manager', `/api/workflows/${workflowId}/acknowledge`)).status).toBe(403)
    await w.team('Bosses', [w.ben, w.people.manager])
    expect((await w.post('manager', `/api/workflows/${workflowId}/acknowledge`)).status).toBe(200)
  })

  it('needs an escalation that has happened', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben, soon())
    for (const act of ['take-ownership', 'acknowledge'])
      expect((await w.post('admin', `/api/workflows/${workflowId}/${act}`)).status).toBe(409)
  })
})

describe('snooze and skip', () => {
  const kinds = [
    {
      kind: 'snooze',
      status: 'snoozed',
      will: { willWake: 'Will wake when the customer logs in' },
      end: { path: 'wake-now', message: 'Workflow woken successfully' },
    },
    {
      kind: 'skip',
      status: 'skipped',
      will: { willReactivate: 'Will reactivate when the customer logs in' },
      end: { path: 'reactivate-now', message: 'Workflow reactivated successfully' },
    },
  ]
  it.each(kinds)('$kind answers, hides, and ends early', async ({ kind, status, will, end }) => {
    const workflowId = await w.workflow()
    const { body } = await w.post(w.anna, `/api/workflows/${kind}-with-triggers`, { workflowId, triggers: [login] })
    expect(body).toEqual({
      success: true,
      message: `Workflow ${status} with 1 trigger(s)`,
      workflowId,
      triggerCount: 1,
      ...will,
    })
    expect(await w.show(workflowId)).toMatchObject({ status, flowAction: { kind, phase: 'armed', recipient: null } })
    const ended = await w.post('admin', `/api/workflows/${end.path}`, { workflowId, reason: 'They called' })
    expect(ended.body).toEqual({ success: true, message: end.message, workflowId })
    expect(await w.show(workflowId)).toMatchObject({ status: 'active', flowAction: null })
    expect((await w.told(w.anna, workflowId)).at(-1)).toMatchObject({ type: 'workflow_returned' })
    const again = await w.post('admin', `/api/workflows/${end.path}`, { workflowId })
    expect({ status: again.status, by: again.body.details.last.by.userId }).toEqual({
      status: 409,
      by: w.people.admin.userId,
    })
  })
  it.each(kinds)('$kind refuses an empty set', async ({ kind }) => {
    const body = { workflowId: await w.workflow(), triggers: [] }
    const answer = await w.post('admin', `/api/workflows/${kind}-with-triggers`, body)
    expect({ status: answer.status, path: answer.body.issues[0].path }).toEqual({ status: 400, path: ['triggers'] })
  })
})

describe('a manual event', () => {
  it('fires what waits for it on this workflow alone', async () => {
    const [one, other] = [await w.workflow(), await w.workflow()]
    await w.escalate(one, w.ben, [manual('legal-said-no')])
    await w.escalate(other, w.ben, [manual('legal-said-no')])
    const body = { workflowId: one, eventKey: 'legal-said-no', note: 'Mail of today' }
    const answer = await w.post(w.anna, '/api/workflows/fire-manual-event', body)
    expect(answer.body).toEqual({
      success: true,
      message: 'Manual event “legal-said-no” fired',
      workflowId: one,
      eventKey: 'legal-said-no',
    })
    await w.drain()
    expect((await w.show(one)).flowAction).toMatchObject({
      phase: 'fired',
      firedTrigger: { id: 'manual', type: 'event' },
    })
    expect((await w.show(other)).flowAction.phase).toBe('armed')
  })
  it('needs a key', async () => {
    const { status, body } = await w.post('admin', '/api/workflows/fire-manual-event', {
      workflowId: await w.workflow(),
    })
    expect({ status, path: body.issues[0].path }).toEqual({ status: 400, path: ['eventKey'] })
  })
})

describe('who may act', () => {
  const acts = (workflowId: string): [string, object | undefined][] => [
    ['escalate-with-triggers', { workflowId, triggers: [login], escalateToUserId: w.dora.userId }],
    ['escalate', { workflowId, escalateToUserId: w.dora.userId }],
    ['snooze-with-triggers', { workflowId, triggers: [login] }],
    ['skip-with-triggers', { workflowId, triggers: [login] }],
    ['de-escalate-now', { workflowId }],
    ['wake-now', { workflowId }],
    ['reactivate-now', { workflowId }],
    ['fire-manual-event', { workflowId, eventKey: 'k' }],
    [`${workflowId}/cancel`, undefined],
    [`${workflowId}/take-ownership`, undefined],
    [`${workflowId}/acknowledge`, undefined],
  ]
  it('keeps out strangers, viewers, other teams and other organizations', async () => {
    const workflowId = await w.workflow()
    for (const [path, body] of acts(workflowId)) {
      const status = async (as: As) => (await w.post(as, `/api/workflows/${path}`, body)).status
      expect([
        path,
        await status('anonymous'),
        await status('viewer'),
        await status(w.carla),
        await status('outsider'),
      ]).toEqual([path, 401, 403, 403, 404])
    }
    expect(await w.show(workflowId)).toMatchObject({ status: 'active', flowAction: null })
  })
  it('lets the assignee, the recipient and their manager act', async () => {
    const workflowId = await w.workflow()
    expect((await w.escalate(workflowId, w.ben, [], {}, w.anna)).status).toBe(200)
    expect((await w.escalate(workflowId, w.dora, soon(), {}, w.ben)).status).toBe(200)
    const deEscalate = (as: As) => w.post(as, '/api/workflows/de-escalate-now', { workflowId })
    const manager = await w.person('Mo Manager', 'manager')
    expect((await deEscalate(manager)).status).toBe(403)
    await w.team('Assignees', [w.anna, manager])
    expect((await deEscalate(manager)).status).toBe(200)
  })
})
