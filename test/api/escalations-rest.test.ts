import { beforeAll, describe, expect, it } from 'vitest'
import {
  ESCALATE,
  type EscalationWorld,
  escalationWorld,
  healthAtMost,
  login,
  manual,
  on,
} from '../support/escalation-world.ts'

let w: EscalationWorld
beforeAll(async () => {
  w = await escalationWorld()
})

describe('POST /api/workflows/escalate-with-triggers', () => {
  it('arms and answers with exactly these fields', async () => {
    const workflowId = await w.workflow()
    const triggers = [on('2027-01-20T09:00:00Z', 'date', 'America/New_York'), healthAtMost(30)]
    const { status, body } = await w.post('admin', ESCALATE, {
      workflowId,
      triggers,
      escalateToUserId: w.ben.userId,
      reason: 'If it is not resolved by then',
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      success: true,
      message: 'Workflow escalated with 2 trigger(s)',
      workflowId,
      triggerCount: 2,
      escalatedTo: { userId: w.ben.userId, name: 'Ben Boss' },
      willEscalate: 'Will escalate to Ben Boss on Wed 20 Jan 2027, 04:00 (New York) or when health score ≤ 30',
    })
    const workflow = await w.show(workflowId)
    expect(workflow).toMatchObject({ status: 'escalated', assignee: { userId: w.anna.userId, name: 'Anna Assignee' } })
    expect(workflow.flowAction).toMatchObject({
      kind: 'escalate',
      phase: 'armed',
      logic: 'OR',
      depth: 1,
      reason: 'If it is not resolved by then',
      recipient: { userId: w.ben.userId, name: 'Ben Boss' },
      firedTrigger: null,
      firedAt: null,
      acknowledgedAt: null,
      createdAt: '2027-01-15T09:00:00.000Z',
      estimatedAt: '2027-01-20T09:00:00.000Z',
    })
    expect(workflow.flowAction.triggers.map((one: { config: unknown }) => one.config)).toEqual(
      triggers.map((one) => one.config),
    )
    expect(workflow.flowAction.triggers[1]).toMatchObject({
      id: 'health',
      type: 'event',
      mode: 'live',
      isFired: false,
      firedAt: null,
      errorMessage: null,
      explanation: { expected: 'when health score ≤ 30', observed: 'health score is 80', result: 'false' },
    })
  })

  it('shows a latched trigger of a waiting set as fired from when it came true', async () => {
    const workflowId = await w.workflow()
    const triggers = [login, on('2027-01-20T09:00:00Z', 'date', 'UTC')]
    await w.post('admin', ESCALATE, { workflowId, triggers, logic: 'AND', escalateToUserId: w.ben.userId })
    const { customer } = await w.show(workflowId)
    await w.post('admin', '/api/signals', [
      { id: `login of ${workflowId}`, type: 'customer_login', customer: customer.id },
    ])
    await w.drain()
    const { flowAction } = await w.show(workflowId)
    expect(flowAction.phase).toBe('armed')
    expect(flowAction.triggers.map((one: { isFired: boolean }) => one.isFired)).toEqual([true, false])
    expect(flowAction.triggers[0].firedAt).toBe('2027-01-15T09:00:00.000Z')
  })

  it('escalates at once without triggers, in the old form too', async () => {
    const [first, second] = [await w.workflow(), await w.workflow()]
    const answers = [
      await w.escalate(first, w.ben),
      await w.post('admin', '/api/workflows/escalate', { workflowId: second, escalateToUserId: w.ben.userId }),
    ]
    for (const [index, { status, body }] of answers.entries()) {
      expect(status).toBe(200)
      expect(body).toEqual({
        success: true,
        message: 'Workflow escalated with 0 trigger(s)',
        workflowId: [first, second][index],
        triggerCount: 0,
        escalatedTo: { userId: w.ben.userId, name: 'Ben Boss' },
        willEscalate: 'Will escalate to Ben Boss immediately',
      })
      const { flowAction, originalAssignee } = await w.show(body.workflowId)
      expect(flowAction).toMatchObject({ phase: 'fired', firedTrigger: null, firedAt: '2027-01-15T09:00:00.000Z' })
      expect(originalAssignee.userId).toBe(w.anna.userId)
    }
  })

  it('fires at once what is already true', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben, [healthAtMost(90), login], { logic: 'OR' })
    expect((await w.show(workflowId)).flowAction).toMatchObject({
      phase: 'fired',
      firedTrigger: { id: 'health', type: 'event' },
    })
  })

  it('takes external ids', async () => {
    const workflowId = await w.workflow(w.anna, 'crm-77')
    const { body } = await w.escalate('ext:crm-77', w.ben, [login])
    expect(body.workflowId).toBe(workflowId)
  })

  it.each([
    ['an unknown member', { escalateToUserId: 'nobody' }, ['escalateToUserId']],
    ['an unknown team', { escalateToUserId: undefined, escalateToTeamId: 'none' }, ['escalateToTeamId']],
    ['nobody', { escalateToUserId: undefined }, ['escalateToUserId']],
    ['a date that is over', { triggers: [on('2027-01-14T09:00:00Z')] }, ['triggers', 0, 'config', 'date']],
    ['a day without a time', { triggers: [on('2027-01-20')] }, ['triggers', 0, 'config', 'date']],
    [
      'a zone that is none',
      { triggers: [on('2027-01-20T09:00', 'd', 'Mars/Base')] },
      ['triggers', 0, 'config', 'timezone'],
    ],
    ['the same id twice', { triggers: [login, { ...manual('k'), id: 'login' }] }, ['triggers', 1, 'id']],
    ['four triggers', { triggers: ['a', 'b', 'c', 'd'].map((id) => ({ ...login, id })) }, ['triggers']],
    ['an unknown field', { escalateTo: 'ben' }, ['escalateTo']],
    ['an unknown field of a trigger', { triggers: [{ ...login, when: 1 }] }, ['triggers', 0, 'when']],
  ])('refuses %s with its path', async (_, more, path) => {
    const workflowId = await w.workflow()
    const { status, body } = await w.escalate(workflowId, w.ben, [login], more)
    expect({ status, code: body.code, path: body.issues?.[0]?.path }).toEqual({
      status: 400,
      code: 'bad_request',
      path,
    })
    expect((await w.show(workflowId)).flowAction).toBeNull()
  })

  it('accepts a date that is over where it is meant so', async () => {
    const workflowId = await w.workflow()
    const { status } = await w.escalate(workflowId, w.ben, [on('2027-01-14T09:00:00Z')], { allowPast: true })
    expect(status).toBe(200)
    expect((await w.show(workflowId)).flowAction.phase).toBe('fired')
  })

  it('refuses a member of another organization as it refuses nobody', async () => {
    const workflowId = await w.workflow()
    const unknown = await w.escalate(workflowId, { ...w.ben, userId: 'nobody' }, [login])
    const foreign = await w.escalate(workflowId, w.outsider, [login])
    expect(foreign.text).toBe(unknown.text)
    expect(foreign.status).toBe(400)
  })

  it('does not know a workflow of another organization', async () => {
    const workflowId = await w.workflow()
    const body = { workflowId, triggers: [], escalateToUserId: w.outsider.userId }
    const foreign = await w.post('outsider', ESCALATE, body)
    const missing = await w.post('outsider', ESCALATE, { ...body, workflowId: 'missing' })
    expect(foreign.status).toBe(404)
    expect(foreign.text).toBe(missing.text)
  })

  it('refuses triggers where the organization has switched them off, but never an immediate escalation', async () => {
    await w.settings({ escalateEnhanced: false })
    const workflowId = await w.workflow()
    expect((await w.escalate(workflowId, w.ben, [login])).status).toBe(403)
    expect((await w.escalate(workflowId, w.ben)).status).toBe(200)
    await w.settings({ escalateEnhanced: true })
  })
})

describe('guards and open actions', () => {
  it('refuses with guard and chain', async () => {
    const workflowId = await w.workflow()
    const toAssignee = await w.escalate(workflowId, w.anna, [login])
    expect(toAssignee.status).toBe(409)
    expect(toAssignee.body.details).toEqual({
      guard: 'current_assignee',
      chain: [{ depth: 0, userId: w.anna.userId, name: 'Anna Assignee' }],
      depth: 1,
      maxDepth: 2,
    })
    await w.escalate(workflowId, w.ben)
    expect((await w.escalate(workflowId, w.ben)).body.details.guard).toBe('already_in_chain')
    expect((await w.escalate(workflowId, w.anna)).body.details.guard).toBe('original_assignee')
    await w.escalate(workflowId, w.carla)
    const third = await w.escalate(workflowId, w.dora)
    expect(third.body.details).toMatchObject({ guard: 'depth', depth: 3, maxDepth: 2 })
    expect(third.body.details.chain.map((link: { name: string }) => link.name)).toEqual([
      'Anna Assignee',
      'Ben Boss',
      'Carla Chief',
    ])
  })

  it('accepts an invited member and refuses one who has left', async () => {
    const newcomer = await w.person('Nina New')
    await w.change(newcomer, { status: 'invited' })
    expect((await w.escalate(await w.workflow(), newcomer, [login])).status).toBe(200)
    await w.change(newcomer, { status: 'removed' })
    const refused = await w.escalate(await w.workflow(), newcomer, [login])
    expect({ status: refused.status, guard: refused.body.details.guard }).toEqual({
      status: 409,
      guard: 'not_a_member',
    })
  })

  it('names the open action and who was first, and replaces it when asked', async () => {
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben, [login])
    const second = await w.escalate(workflowId, w.carla, [login])
    expect(second.status).toBe(409)
    expect(second.body.details).toMatchObject({
      flowAction: { kind: 'escalate', phase: 'armed', recipient: { userId: w.ben.userId, name: 'Ben Boss' } },
      by: { userId: w.people.admin.userId, name: w.people.admin.name },
    })
    expect((await w.escalate(workflowId, w.carla, [login], { replace: true })).status).toBe(200)
    const { flowAction } = await w.show(workflowId)
    expect(flowAction).toMatchObject({ depth: 1, recipient: { userId: w.carla.userId } })
    const snooze = { workflowId, triggers: [login] }
    expect((await w.post('admin', '/api/workflows/snooze-with-triggers', snooze)).status).toBe(409)
    expect((await w.post('admin', '/api/workflows/snooze-with-triggers', { ...snooze, replace: true })).status).toBe(
      200,
    )
    expect(await w.show(workflowId)).toMatchObject({ status: 'snoozed', originalAssignee: null })
  })

  it('refuses a completed workflow', async () => {
    const workflowId = await w.workflow()
    await w.post('admin', `/api/workflows/${workflowId}/complete`)
    expect((await w.escalate(workflowId, w.ben, [login])).status).toBe(409)
    const wait = { workflowId, triggers: [login] }
    expect((await w.post('admin', '/api/workflows/skip-with-triggers', wait)).status).toBe(409)
  })
})
