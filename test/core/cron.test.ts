import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { getTasks } from 'node-cron'
import { createCron } from '../../server/jobs/cron.ts'
import { createLog } from '../../server/log.ts'
import { testClock } from '../support/clock.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the cron tasks', () => {
  it.each([
    ['forward', 30 * 86_400_000],
    ['back', -3_600_000],
  ])('are made anew when the clock is set %s, and it is looked at once what is due', async (_way, step) => {
    const clock = testClock()
    let looks = 0
    const cron = createCron({ clock, log: createLog('silent') }, ['0 8 * * *'], async () => {
      looks += 1
    })
    cron.start()
    const before = new Set(getTasks().keys())
    clock.advance(5_000)
    vi.advanceTimersByTime(5_000)
    expect(looks).toBe(0)
    expect(new Set(getTasks().keys())).toEqual(before)

    // What a person or a time server does: the wall clock moves, the monotonic one does not.
    const steady = clock.monotonic()
    clock.set(clock.now() + step)
    clock.monotonic = () => steady
    vi.advanceTimersByTime(5_000)
    expect(looks).toBe(1)
    const after = [...getTasks().keys()]
    expect(after).toHaveLength(before.size)
    expect(after.filter((id) => before.has(id))).toEqual([])
    vi.advanceTimersByTime(5_000)
    expect(looks).toBe(1)
    cron.stop()
    expect(getTasks().size).toBe(0)
  })
})
