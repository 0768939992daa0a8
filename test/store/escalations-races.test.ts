import { beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../support/engines.ts'
import { type EscalationWorld, escalationWorld, login, manual, on } from '../support/escalation-world.ts'

const HOUR = 3_600_000
const statuses = (answers: { status: number }[]) => answers.map((one) => one.status).toSorted((a, b) => a - b)

describe.each(engines.map((engine) => engine.name))('who is first on %s', (engine) => {
  let w: EscalationWorld
  beforeAll(async () => {
    w = await escalationWorld(engine)
  })

  it('two people escalate at once: one wins, the other is told by whom', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await w.workflow()
      const answers = await Promise.all([
        w.escalate(id, w.ben, [login], {}, 'admin'),
        w.escalate(id, w.carla, [manual('k')], {}, w.anna),
      ])
      expect(statuses(answers)).toEqual([200, 409])
      const adminWon = answers[0]?.status === 200
      const refused = answers.find((answer) => answer.status === 409)
      expect(refused?.body.details.by.userId).toBe(adminWon ? w.people.admin.userId : w.anna.userId)
      const { flowAction } = await w.show(id)
      expect(flowAction.recipient.userId).toBe(adminWon ? w.ben.userId : w.carla.userId)
      expect((await w.story(id)).filter((type) => type === 'workflow.escalation_scheduled')).toHaveLength(1)
    }
  })

  it('two people escalate to the same person immediately: told once', async () => {
    const id = await w.workflow()
    const answers = await Promise.all([w.escalate(id, w.ben), w.escalate(id, w.ben, [], {}, w.anna)])
    expect(statuses(answers)).toEqual([200, 409])
    expect(await w.told(w.ben, id)).toHaveLength(1)
  })

  it('ten people take many turns: every answer is 200 or a conflict, and one action at most stays open', async () => {
    const id = await w.workflow()
    const deEscalate = () => w.post('admin', '/api/workflows/de-escalate-now', { workflowId: id })
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        turn % 2 === 0 ? w.escalate(id, w.ben, [manual(`k${turn}`)], { replace: turn % 4 === 0 }) : deEscalate(),
      ),
    )
    for (const { status } of answers) expect([200, 409]).toContain(status)
    const { flowAction } = w.app.db.t
    const rows = await w.app.db.read.select().from(flowAction)
    expect(rows.filter((row) => row.workflowId === id && row.endedAt === null).length).toBeLessThanOrEqual(1)
  })

  it('de-escalating while it fires: told at most once, and over in the end', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await w.workflow()
      await w.escalate(id, w.ben, [on(new Date(w.clock.now() + HOUR).toISOString())])
      w.clock.advance(HOUR)
      const [answer] = await Promise.all([
        w.post('admin', '/api/workflows/de-escalate-now', { workflowId: id }),
        w.drain(),
      ])
      expect(answer?.status).toBe(200)
      expect(await w.show(id)).toMatchObject({
        status: 'active',
        flowAction: null,
        assignee: { userId: w.anna.userId },
      })
      const fired = (await w.story(id)).filter((type) => type === 'workflow.escalated').length
      expect((await w.told(w.ben, id)).filter((one) => one.type === 'escalation_received')).toHaveLength(fired)
      const { trigger } = w.app.db.t
      const open = await w.app.db.read.select().from(trigger)
      expect(open.filter((row) => row.closedAt === null && row.id === 'date')).toEqual([])
    }
  })

  it('taking ownership and de-escalating at once: one of them', async () => {
    const id = await w.workflow()
    await w.escalate(id, w.ben)
    const answers = await Promise.all([
      w.post('admin', `/api/workflows/${id}/take-ownership`),
      w.post('admin', '/api/workflows/de-escalate-now', { workflowId: id }),
    ])
    expect(statuses(answers)).toEqual([200, 409])
  })
})
