import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPulse } from '../../server/jobs/pulse.ts'
import { createLog } from '../../server/log.ts'
import { DAY, HOUR, SECOND } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'

const START = Date.parse('2027-01-15T09:00:00Z')
/** Longest sleep of a pulse. */
const NOTICED = 5 * SECOND
/** How finely time passes here: a timer sees a clock that is so far ahead, at most. */
const STEP = SECOND / 4

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** Time that passes, and by how much the wall clock is then put forward or back. */
const jump = fc.record({
  passes: fc.integer({ min: 0, max: 20 * SECOND }),
  by: fc.oneof(fc.integer({ min: -30 * DAY, max: 30 * DAY }), fc.integer({ min: -HOUR, max: HOUR })),
})

it('whatever the clock does, each due thing is done once, never before the clock shows its time, and 5 s after at the latest', async () => {
  const dues = fc.array(fc.integer({ min: -HOUR, max: 31 * DAY }), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(dues, fc.array(jump, { maxLength: 8 }), async (offsets, jumps) => {
      const clock = testClock(START)
      const waiting = new Map(offsets.map((offset, id) => [id, START + offset]))
      const done: { id: number; early: boolean; late: boolean }[] = []
      /** Since when, by the monotonic clock, the wall clock shows the time of each. */
      const shownAt = new Map<number, number>()
      const look = () => {
        for (const [id, due] of waiting) {
          if (clock.now() < due) shownAt.delete(id)
          else if (!shownAt.has(id)) shownAt.set(id, clock.monotonic())
        }
      }
      const pulse = createPulse('test', { clock, log: createLog('silent') }, async () => {
        look()
        for (const [id, due] of waiting) {
          if (due > clock.now()) continue
          waiting.delete(id)
          const since = shownAt.get(id) ?? Number.NaN
          done.push({ id, early: clock.now() < due, late: !(clock.monotonic() - since <= NOTICED + STEP) })
        }
        return waiting.size === 0 ? null : Math.min(...waiting.values())
      })
      const pass = async (milliseconds: number) => {
        for (let left = milliseconds; left > 0; left -= STEP) {
          const step = Math.min(STEP, left)
          clock.advance(step)
          await vi.advanceTimersByTimeAsync(step)
        }
      }
      pulse.start()
      for (const { passes, by } of jumps) {
        await pass(passes)
        clock.jump(by)
        look()
      }
      clock.jump(START + 62 * DAY - clock.now())
      look()
      await pass(NOTICED + SECOND)
      await pulse.stop()
      expect(done.filter(({ early, late }) => early || late)).toEqual([])
      expect(done.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([...offsets.keys()])
    }),
    { numRuns: 60 },
  )
})
