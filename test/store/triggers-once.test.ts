import { describe, expect, it } from 'vitest'
import { openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'
import { createTriggerEngine } from '../../server/triggers/engine.ts'
import { DomainError } from '../../shared/errors.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { eachEngine } from '../support/engines.ts'
import { date, flowWorld, healthAtMost, login, TELL } from '../support/flow.ts'

const log = createLog('silent')

/** One after the other: side by side they would only retry on PostgreSQL. */
async function several<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let index = 0; index < count; index += 1) made.push(await make(index))
  return made
}

eachEngine('one armed action', (open, engine) => {
  async function world() {
    const clock = testClock()
    const db = await open({ clock })
    return { ...(await flowWorld(db, clock)), db, clock }
  }

  it('fires once where a sweep, the clock and a signal meet', async () => {
    const w = await world()
    const armed = await several(20, () => w.arm([date(w.clock.now() + HOUR), healthAtMost(30), login()]))
    w.clock.advance(HOUR)
    await w.reading(10)
    await w.hear((tx, now) => w.triggers.latchLogin(tx, 'org', 'cus', now))
    const [statistics] = await Promise.all([w.triggers.sweep('escalate'), w.triggers.drain(), w.triggers.drain()])
    expect(statistics.errors).toBe(0)
    for (const { workflow, action } of armed) {
      expect(await w.firings(workflow.id)).toHaveLength(1)
      expect(await w.actionOf(action.id)).toMatchObject({ state: 'fired', version: 2 })
      expect((await w.triggersOf(action.id)).every((trigger) => trigger.closedAt !== null)).toBe(true)
    }
  })

  it('fires or is ended, never both, where a person and the clock race', async () => {
    const w = await world()
    const armed = await several(20, () => w.arm([date(w.clock.now() + HOUR)]))
    w.clock.advance(HOUR)
    const end = async ({ action }: (typeof armed)[number]) => {
      try {
        await w.db.write((tx) => w.triggers.end(tx, 'org', action, 'cancelled', { now: w.clock.now() }))
        return 'ended'
      } catch (error) {
        return error instanceof DomainError ? error.code : error
      }
    }
    const [ended] = await Promise.all([Promise.all(armed.map(end)), w.triggers.drain()])
    for (const [index, { workflow, action }] of armed.entries()) {
      const wasEnded = ended[index] === 'ended'
      expect(ended[index]).toBe(wasEnded ? 'ended' : 'conflict')
      expect(await w.firings(workflow.id)).toHaveLength(wasEnded ? 0 : 1)
      expect((await w.actionOf(action.id)).endedBy).toBe(wasEnded ? 'cancelled' : null)
    }
  })

  it('is lost to nobody when the server stops between arming and due', async () => {
    const clock = testClock()
    const place = await engine.place()
    const first = await openDb({ ...place, clock, log })
    const before = await flowWorld(first, clock)
    const armed = await before.arm([date(clock.now() + HOUR)])
    const waiting = await before.arm([login()])
    await before.hear((tx, now) => before.triggers.latchLogin(tx, 'org', 'cus', now))
    await first.close()
    clock.advance(DAY)
    const second = await openDb({ ...place, clock, log })
    const triggers = createTriggerEngine({ db: second, clock, log }, TELL)
    await triggers.drain()
    await triggers.drain()
    const actions = await second.read.select().from(second.t.flowAction)
    for (const { action } of [armed, waiting])
      expect(actions.find((one) => one.id === action.id)).toMatchObject({ state: 'fired', firedLate: true })
    expect(await second.read.select().from(second.t.timeline)).toHaveLength(2)
    await second.close()
  })

  describe('with several engines on one database', () => {
    it('fires once', async () => {
      const clock = testClock()
      const place = await engine.place()
      const db = await openDb({ ...place, clock, log })
      // SQLite's file belongs to one process: there the second engine shares the connection.
      const other = place.databaseUrl === null ? db : await openDb({ ...place, clock, log })
      const w = await flowWorld(db, clock)
      const rival = createTriggerEngine({ db: other, clock, log }, TELL)
      const armed = await several(40, () => w.arm([date(clock.now() + HOUR), healthAtMost(30)]))
      clock.advance(HOUR)
      await w.reading(10)
      await Promise.all([w.triggers.drain(), rival.drain(), rival.sweep('escalate')])
      await Promise.all([w.triggers.drain(), rival.drain()])
      for (const { workflow } of armed) expect(await w.firings(workflow.id)).toHaveLength(1)
      if (other !== db) await other.close()
      await db.close()
    })
  })

  describe('whose effect fails', () => {
    async function failing() {
      const clock = testClock()
      const db = await open({ clock })
      const broken = new Map<string, Error>()
      const escalate: typeof TELL.escalate = async (tx, fired) => {
        const error = broken.get(fired.workflow.id)
        if (error) throw error
        await TELL.escalate(tx, fired)
      }
      const engineOf = createTriggerEngine({ db, clock, log }, { ...TELL, escalate })
      return { ...(await flowWorld(db, clock, engineOf)), db, clock, broken }
    }

    it('stops nobody else, says why, and is tried again after a while', async () => {
      const w = await failing()
      const armed = await several(5, () => w.arm([date(w.clock.now() + HOUR)]))
      const [bad] = armed
      w.broken.set(bad!.workflow.id, new Error('select secret from nowhere'))
      w.clock.advance(HOUR)
      await w.triggers.drain()
      for (const { workflow } of armed)
        expect(await w.firings(workflow.id)).toHaveLength(workflow === bad?.workflow ? 0 : 1)
      const [trigger] = await w.triggersOf(bad!.action.id)
      expect(trigger).toMatchObject({
        errorMessage: expect.stringMatching(/^Internal error: the log says/),
        closedAt: null,
      })
      const { evaluationCount } = trigger!
      await w.triggers.drain()
      expect((await w.triggersOf(bad!.action.id))[0]?.evaluationCount).toBe(evaluationCount)

      w.clock.advance(MINUTE)
      w.broken.clear()
      await w.triggers.drain()
      expect(await w.firings(bad!.workflow.id)).toHaveLength(1)
      expect((await w.triggersOf(bad!.action.id))[0]?.errorMessage).toBeNull()
    })

    it('keeps the login it has heard of', async () => {
      const w = await failing()
      const bad = await w.arm([login(), date(w.clock.now() - 1, 'past')], 'AND')
      w.broken.set(bad.workflow.id, new Error('broken'))
      await w.hear((tx, now) => w.triggers.latchLogin(tx, 'org', 'cus', now))
      await w.triggers.drain()
      expect(await w.db.read.select().from(w.db.t.dirty)).toHaveLength(0)
      w.broken.clear()
      w.clock.advance(30 * SECOND)
      await w.triggers.drain()
      expect(await w.actionOf(bad.action.id)).toMatchObject({ state: 'fired', firedTriggerId: 'login' })
    })

    it('is counted by the sweep, which goes on', async () => {
      const w = await failing()
      const armed = await several(3, () => w.arm([date(w.clock.now() + HOUR)]))
      w.broken.set(armed[1]!.workflow.id, new DomainError('conflict', 'Nobody is left'))
      w.clock.advance(HOUR + 2 * MINUTE)
      expect(await w.triggers.sweep('escalate')).toEqual({
        evaluated: 3,
        fired: 2,
        firedLate: 2,
        errors: 1,
        errorDetails: [{ workflowId: armed[1]!.workflow.id, error: 'Nobody is left' }],
      })
    })
  })

  it('is swept by its kind alone, and counted without firing in a review', async () => {
    const w = await world()
    await w.arm([date(w.clock.now() + HOUR)], 'OR', 'snooze')
    await w.arm([date(w.clock.now() + HOUR)], 'OR', 'skip')
    w.clock.advance(HOUR)
    expect((await w.triggers.sweep('escalate')).evaluated).toBe(0)
    const review = { evaluated: 2, fired: 2, firedLate: 0, errors: 0, errorDetails: [] }
    expect(await w.triggers.review('org', { fire: false })).toEqual(review)
    expect(await w.triggers.review('elsewhere', { fire: true })).toMatchObject({ evaluated: 0 })
    expect(await w.triggers.sweep('snooze')).toMatchObject({ evaluated: 1, fired: 1, firedLate: 0 })
    expect(await w.triggers.review('org', { fire: true })).toMatchObject({ evaluated: 1, fired: 1 })
  })

  it('of many on one subject all fire, and what never comes true is asked once', async () => {
    const w = await world()
    const low = await several(90, (index) => w.arm([healthAtMost(index + 1)]))
    const both = await w.arm([healthAtMost(90), login()], 'AND')
    await w.triggers.drain()
    await w.reading(20)
    await w.triggers.drain()
    const actions = await Promise.all(low.map(({ action }) => w.actionOf(action.id)))
    expect(actions.filter((action) => action.state === 'fired')).toHaveLength(71)
    expect((await w.triggersOf(both.action.id))[0]?.satisfiedAt).not.toBeNull()
    const [{ evaluationCount } = { evaluationCount: 0 }] = await w.triggersOf(both.action.id)
    await w.reading(21)
    await w.triggers.drain()
    expect((await w.triggersOf(both.action.id))[0]?.evaluationCount).toBe(evaluationCount)
  })
})
