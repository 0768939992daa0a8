import { beforeEach, describe, expect, it } from 'vitest'
import { type EscalationWorld, escalationWorld, login, manual, on } from '../support/escalation-world.ts'

const DAY = 86_400_000

let w: EscalationWorld
let id: string
beforeEach(async () => {
  w = await escalationWorld()
  id = await w.workflow()
})

describe('a chain of escalations', () => {
  it('climbs level by level, remembers who had it first, and tells each recipient once', async () => {
    await w.settings({ maxEscalationDepth: 3 })
    await w.escalate(id, w.ben, [], { reason: 'Too big for me' }, w.anna)
    await w.escalate(id, w.carla, [on(new Date(w.clock.now() + DAY).toISOString())], {}, w.ben)
    expect((await w.show(id)).flowAction).toMatchObject({ depth: 2, phase: 'armed' })
    await w.advance(DAY)
    await w.escalate(id, w.dora, [login], {}, w.carla)
    await w.logsIn()
    const workflow = await w.show(id)
    expect(workflow).toMatchObject({
      status: 'escalated',
      assignee: { userId: w.anna.userId },
      originalAssignee: { userId: w.anna.userId },
      flowAction: { depth: 3, phase: 'fired', recipient: { userId: w.dora.userId } },
    })
    for (const recipient of [w.ben, w.carla, w.dora])
      expect((await w.told(recipient, id)).filter((one) => one.type === 'escalation_received')).toHaveLength(1)
    const [toDora] = await w.told(w.dora, id)
    expect(toDora?.body).toContain('Level 3, after Anna Assignee → Ben Boss → Carla Chief.')
    const fourth = await w.escalate(id, await w.person('Eve'))
    expect(fourth.body.details).toMatchObject({ guard: 'depth', maxDepth: 3 })
    const { body } = await w.post('admin', '/api/workflows/de-escalate-now', { workflowId: id })
    expect(body.returnedTo.userId).toBe(w.anna.userId)
  })

  it('lives on when the recipient takes ownership, a snooze comes between, and the workflow is reassigned', async () => {
    await w.escalate(id, w.ben)
    await w.post(w.ben, `/api/workflows/${id}/take-ownership`)
    await w.post(w.ben, '/api/workflows/snooze-with-triggers', { workflowId: id, triggers: [login] })
    await w.logsIn()
    expect(await w.show(id)).toMatchObject({ status: 'active', originalAssignee: { userId: w.anna.userId } })
    await w.post('admin', `/api/workflows/${id}/reassign`, { userId: w.dora.userId })
    expect((await w.escalate(id, w.anna)).body.details.guard).toBe('original_assignee')
    expect((await w.escalate(id, w.ben)).body.details.guard).toBe('already_in_chain')
    expect((await w.escalate(id, w.dora)).body.details.guard).toBe('current_assignee')
    await w.escalate(id, w.carla)
    expect((await w.show(id)).flowAction.depth).toBe(2)
    const { body } = await w.post('admin', '/api/workflows/de-escalate-now', { workflowId: id })
    expect(body.returnedTo.userId).toBe(w.anna.userId)
  })

  it('ends with the workflow: after reopening everybody may receive it again', async () => {
    await w.escalate(id, w.ben)
    await w.post('admin', `/api/workflows/${id}/complete`)
    await w.post('admin', `/api/workflows/${id}/reopen`)
    expect((await w.escalate(id, w.ben, [manual('k')])).status).toBe(200)
    expect((await w.show(id)).flowAction).toMatchObject({ depth: 1, phase: 'armed' })
  })

  it('takes whoever has the workflow when the first level fires as the original assignee', async () => {
    await w.escalate(id, w.ben, [login])
    await w.post('admin', `/api/workflows/${id}/reassign`, { userId: w.dora.userId })
    await w.logsIn()
    expect(await w.show(id)).toMatchObject({ originalAssignee: { userId: w.dora.userId } })
    expect((await w.told(w.dora, id)).map((one) => one.type)).toEqual(['workflow_assigned', 'escalation_update'])
    const { body } = await w.post('admin', '/api/workflows/de-escalate-now', { workflowId: id })
    expect(body.returnedTo.userId).toBe(w.dora.userId)
  })

  it('replaces an armed level with the same level, and a fired one with a snooze only when asked', async () => {
    await w.escalate(id, w.ben)
    await w.escalate(id, w.carla, [login])
    await w.escalate(id, w.dora, [login], { replace: true })
    expect((await w.show(id)).flowAction).toMatchObject({ depth: 2, recipient: { userId: w.dora.userId } })
    await w.logsIn()
    const snooze = { workflowId: id, triggers: [manual('k')] }
    expect((await w.post('admin', '/api/workflows/snooze-with-triggers', snooze)).status).toBe(409)
    await w.post('admin', '/api/workflows/snooze-with-triggers', { ...snooze, replace: true })
    expect(await w.show(id)).toMatchObject({ status: 'snoozed', originalAssignee: { userId: w.anna.userId } })
    expect(await w.told(w.carla, id)).toEqual([])
  })

  it('says nothing more when what would fire has ended', async () => {
    await w.escalate(id, w.ben, [login])
    await w.post(w.anna, `/api/workflows/${id}/complete`)
    await w.logsIn()
    expect(await w.told(w.ben, id)).toEqual([])
    expect(await w.show(id)).toMatchObject({ status: 'completed', flowAction: null })
  })
})
