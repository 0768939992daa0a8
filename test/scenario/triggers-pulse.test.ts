import { expect, it } from 'vitest'
import { createLog } from '../../server/log.ts'
import { createTriggerEngine } from '../../server/triggers/engine.ts'
import { HOUR, MINUTE } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { eachEngine } from '../support/engines.ts'
import { date, flowWorld, healthAtMost, manual, TELL } from '../support/flow.ts'

eachEngine('the pulse', (open) => {
  /** A started engine, and the firing of the next action: whoever waits for it waits for the event, not for a time. */
  async function started() {
    const clock = testClock()
    const db = await open({ clock })
    let fired = Promise.withResolvers<string | null>()
    const escalate: typeof TELL.escalate = async (tx, one) => {
      await TELL.escalate(tx, one)
      tx.afterCommit(() => fired.resolve(one.firedTriggerId))
    }
    const engine = createTriggerEngine({ db, clock, log: createLog('silent') }, { ...TELL, escalate })
    const world = await flowWorld(db, clock, engine)
    engine.start()
    const nextFiring = async () => {
      const id = await fired.promise
      fired = Promise.withResolvers()
      return id
    }
    return { ...world, engine, clock, nextFiring }
  }

  it('is woken by the commit of a signal', async () => {
    const w = await started()
    const armed = await w.arm([manual('signed')])
    await w.hear((tx, now) => w.triggers.latchManualEvent(tx, 'org', armed.workflow.id, 'signed', now))
    expect(await w.nextFiring()).toBe('manual')
    await w.engine.stop()
  })

  it('wakes by itself when something is due', async () => {
    const w = await started()
    await w.arm([date(w.clock.now() + 30)])
    w.clock.advance(30)
    expect(await w.nextFiring()).toBe('date')
    await w.engine.stop()
  })

  it('notices a clock that was put forward, and does nothing more once stopped', async () => {
    const w = await started()
    await w.arm([date(w.clock.now() + HOUR)])
    w.clock.set(w.clock.now() + HOUR)
    w.engine.wake()
    expect(await w.nextFiring()).toBe('date')
    await w.engine.stop()
    const waiting = await w.arm([healthAtMost(30)])
    await w.reading(10)
    w.engine.wake()
    expect(await w.actionOf(waiting.action.id)).toMatchObject({ state: 'armed' })
    await w.engine.drain()
    expect(await w.actionOf(waiting.action.id)).toMatchObject({ state: 'fired' })
  })

  it('says how far it is behind', async () => {
    const clock = testClock()
    const db = await open({ clock })
    const w = await flowWorld(db, clock)
    expect(await w.triggers.lag()).toEqual({ running: false, sinceLookMs: null, overdueMs: 0 })
    await w.arm([date(clock.now() + HOUR)])
    clock.advance(HOUR + MINUTE)
    expect(await w.triggers.lag()).toMatchObject({ overdueMs: MINUTE })
    await w.triggers.drain()
    expect(await w.triggers.lag()).toMatchObject({ overdueMs: 0 })
  })
})
