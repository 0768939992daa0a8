import { expect, it } from 'vitest'
import { chanceFrom } from '../../server/demo/chance.ts'
import { DAY, HOUR } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { eachEngine } from '../support/engines.ts'
import { date, flowWorld } from '../support/flow.ts'

const ACTIONS = 40
const JUMPS = 30

eachEngine('a wall clock that jumps by up to 30 days', (open) => {
  it('each escalation fires once, at a moment when the clock showed its time', async () => {
    const chance = chanceFrom(7)
    const clock = testClock()
    const world = await flowWorld(await open({ clock }), clock)
    const armed: { workflowId: string; actionId: string; due: number }[] = []
    const armSome = async (count: number) => {
      for (let nth = 0; nth < count; nth += 1) {
        const due = clock.now() + chance.between(1, 60) * DAY
        const { action, workflow } = await world.arm([date(due)])
        armed.push({ workflowId: workflow.id, actionId: action.id, due })
      }
    }
    await armSome(ACTIONS / 2)
    for (let nth = 0; nth < JUMPS; nth += 1) {
      clock.advance(chance.between(0, HOUR))
      clock.jump(chance.between(-30 * DAY, 30 * DAY))
      await world.triggers.drain()
      if (nth === JUMPS / 2) await armSome(ACTIONS / 2)
    }
    clock.jump(Math.max(...armed.map(({ due }) => due)) - clock.now())
    await world.triggers.drain()
    await world.triggers.sweep('escalate')
    for (const { workflowId, actionId, due } of armed) {
      const action = await world.actionOf(actionId)
      expect(action).toMatchObject({ state: 'fired', version: 2 })
      expect(action.firedAt).toBeGreaterThanOrEqual(due)
      expect(await world.firings(workflowId)).toHaveLength(1)
    }
  })
})
