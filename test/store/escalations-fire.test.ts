import { beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../support/engines.ts'
import { type EscalationWorld, escalationWorld, on } from '../support/escalation-world.ts'

const HOUR = 3_600_000

describe.each(engines.map((engine) => engine.name))('an escalation fires on %s', (engine) => {
  let w: EscalationWorld
  beforeAll(async () => {
    w = await escalationWorld(engine)
  })
  /** One hour from now, so that several tests can share a world whose clock only moves on. */
  const soon = () => [on(new Date(w.clock.now() + HOUR).toISOString())]

  it('tells the recipient once, with reason and explanation, and the assignee, who keeps it', async () => {
    const id = await w.workflow()
    await w.escalate(id, w.ben, soon(), { reason: 'Renewal in danger' })
    expect(await w.told(w.ben, id)).toEqual([])
    expect(await w.told(w.anna, id)).toEqual([])
    await w.advance(HOUR)
    await w.advance(HOUR)

    const [toBen, ...moreToBen] = await w.told(w.ben, id)
    expect(moreToBen).toEqual([])
    expect(toBen).toMatchObject({ type: 'escalation_received', title: 'Escalated to you: Renewal at risk for Acme' })
    expect(toBen?.body).toContain('Reason: Renewal in danger')
    expect(toBen?.body).toContain('on Fri 15 Jan 2027')
    const [toAnna, ...moreToAnna] = await w.told(w.anna, id)
    expect(moreToAnna).toEqual([])
    expect(toAnna).toMatchObject({
      type: 'escalation_update',
      title: 'Renewal at risk for Acme was escalated to Ben Boss',
    })
    const workflow = await w.show(id)
    expect(workflow).toMatchObject({
      status: 'escalated',
      assignee: { userId: w.anna.userId },
      originalAssignee: { userId: w.anna.userId },
    })
    expect(workflow.flowAction).toMatchObject({
      kind: 'escalate',
      phase: 'fired',
      depth: 1,
      recipient: { userId: w.ben.userId, name: 'Ben Boss' },
      firedTrigger: { id: 'date', type: 'date' },
      fallback: null,
    })
    expect(await w.story(id)).toEqual(['workflow.created', 'workflow.escalation_scheduled', 'workflow.escalated'])
  })

  it('asks the guards again: whom it was reassigned to cannot receive it, and the fallback admin does', async () => {
    const id = await w.workflow()
    await w.escalate(id, w.ben, soon())
    await w.post('admin', `/api/workflows/${id}/reassign`, { userId: w.ben.userId })
    await w.advance(HOUR)
    const { flowAction, originalAssignee } = await w.show(id)
    expect(flowAction.recipient).toEqual({ userId: w.people.admin.userId, name: w.people.admin.name })
    expect(flowAction.fallback).toContain('It was meant for Ben Boss')
    expect(originalAssignee.userId).toBe(w.ben.userId)
    const [toAdmin] = await w.told(w.people.admin, id)
    expect(toAdmin?.body).toContain('fallback')
    expect((await w.told(w.ben, id)).map((notice) => notice.type)).toEqual(['workflow_assigned', 'escalation_update'])
  })

  it('asks the guards again: a member who has left', async () => {
    const leaver = await w.person('Lea Leaver')
    const id = await w.workflow()
    await w.escalate(id, leaver, soon())
    await w.change(leaver, { status: 'removed' })
    await w.advance(HOUR)
    expect((await w.show(id)).flowAction.recipient.userId).toBe(w.people.admin.userId)
    expect(await w.told(leaver, id)).toEqual([])
  })

  it('asks the guards again: the depth the organization allows now', async () => {
    const id = await w.workflow()
    await w.escalate(id, w.ben)
    await w.escalate(id, w.carla, soon())
    await w.settings({ maxEscalationDepth: 1 })
    await w.advance(HOUR)
    await w.settings({ maxEscalationDepth: 2 })
    const { flowAction } = await w.show(id)
    expect(flowAction).toMatchObject({ depth: 2, recipient: { userId: w.people.admin.userId } })
    expect(flowAction.fallback).toContain('at most 1 level')
  })

  it('takes the fallback of the setting while that member is active', async () => {
    const keeper = await w.person('Kim Keeper', 'admin')
    await w.settings({ fallbackUserId: keeper.userId })
    const arm = async () => {
      const id = await w.workflow()
      await w.escalate(id, w.ben, soon())
      await w.post('admin', `/api/workflows/${id}/reassign`, { userId: w.ben.userId })
      return id
    }
    const first = await arm()
    await w.advance(HOUR)
    expect((await w.show(first)).flowAction.recipient.userId).toBe(keeper.userId)
    await w.change(keeper, { status: 'removed' })
    const second = await arm()
    await w.advance(HOUR)
    expect((await w.show(second)).flowAction.recipient.userId).toBe(w.people.admin.userId)
    await w.settings({ fallbackUserId: null })
  })

  it('is never dropped: where nobody is left the assignee and every admin hear of it', async () => {
    const id = await w.workflow()
    const second = await w.person('Sue Second', 'admin')
    await w.escalate(id, w.ben, soon())
    await w.post('admin', `/api/workflows/${id}/reassign`, { userId: w.ben.userId })
    await w.change(w.people.admin, { status: 'invited' })
    await w.change(second, { status: 'invited' })
    await w.advance(HOUR)
    await w.change(w.people.admin, { status: 'active' })
    await w.change(second, { status: 'removed' })
    const { status, flowAction } = await w.show(id)
    expect({ status, phase: flowAction.phase, recipient: flowAction.recipient }).toEqual({
      status: 'escalated',
      phase: 'fired',
      recipient: null,
    })
    expect(flowAction.fallback).toContain('Reached nobody')
    for (const everyone of [w.people.admin, second, w.ben]) {
      const notices = await w.told(everyone, id)
      expect(notices.map((notice) => notice.title)).toContain('Escalation reached nobody: Renewal at risk for Acme')
    }
    expect((await w.post('admin', `/api/workflows/${id}/take-ownership`)).status).toBe(200)
    expect((await w.show(id)).assignee.userId).toBe(w.people.admin.userId)
  })

  it("picks a team's member when it fires, the least loaded of those who may", async () => {
    const [tim, tom] = [await w.person('Tim Team'), await w.person('Tom Team')]
    const teamId = await w.team('Rescue', [w.anna, tim, tom])
    const id = await w.workflow()
    const body = { workflowId: id, escalateToTeamId: teamId, triggers: soon() }
    const { body: answer } = await w.post('admin', '/api/workflows/escalate-with-triggers', body)
    expect(answer.escalatedTo).toEqual({ userId: tim.userId, name: 'Tim Team' })
    expect(answer.willEscalate).toMatch(/^Will escalate to Rescue \(today that would be Tim Team\) on Fri/)
    expect((await w.show(id)).flowAction).toMatchObject({ recipient: null, recipientTeam: { teamId, name: 'Rescue' } })
    await w.escalate(await w.workflow(), tim)
    await w.advance(HOUR)
    expect((await w.show(id)).flowAction.recipient).toEqual({ userId: tom.userId, name: 'Tom Team' })
  })

  it('goes to the fallback where nobody of the team is left', async () => {
    const only = await w.person('Uma Only')
    const teamId = await w.team('Lonely', [only])
    const id = await w.workflow()
    await w.post('admin', '/api/workflows/escalate-with-triggers', {
      workflowId: id,
      escalateToTeamId: teamId,
      triggers: soon(),
    })
    await w.change(only, { status: 'removed' })
    await w.advance(HOUR)
    const { flowAction } = await w.show(id)
    expect(flowAction.recipient.userId).toBe(w.people.admin.userId)
    expect(flowAction.fallback).toContain('Lonely')
  })
})
