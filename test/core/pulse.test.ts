import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPulse } from '../../server/jobs/pulse.ts'
import { createLog } from '../../server/log.ts'
import { testClock } from '../support/clock.ts'

const START = Date.parse('2027-01-15T09:00:00Z')

/** A pulse on timers that the test moves, with what is due next. */
function pulseOf() {
  const clock = testClock(START)
  const seen = { beats: 0, next: null as number | null, fails: false, block: undefined as Promise<void> | undefined }
  const pulse = createPulse('test', { clock, log: createLog('silent') }, async () => {
    seen.beats += 1
    await seen.block
    if (seen.fails) throw new Error('broken')
    return seen.next
  })
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds)
    await vi.advanceTimersByTimeAsync(milliseconds)
  }
  return { clock, seen, pulse, pass }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a pulse', () => {
  it('sleeps until the next thing is due, five seconds at most', async () => {
    const { seen, pulse, pass } = pulseOf()
    seen.next = START + 1_000
    pulse.start()
    await pass(0)
    expect(seen.beats).toBe(1)
    await pass(999)
    expect(seen.beats).toBe(1)
    seen.next = START + 3_600_000
    await pass(1)
    expect(seen.beats).toBe(2)
    await pass(4_999)
    expect(seen.beats).toBe(2)
    seen.next = null
    await pass(1)
    expect(seen.beats).toBe(3)
    await pass(5_000)
    expect(seen.beats).toBe(4)
    await pulse.stop()
    await pass(60_000)
    expect(seen.beats).toBe(4)
  })

  it('is not silenced by a clock that is set back', async () => {
    const { seen, clock, pulse, pass } = pulseOf()
    seen.next = START + 2_000
    pulse.start()
    await pass(0)
    clock.set(START - 3_600_000)
    await pass(2_000)
    expect(seen.beats).toBe(2)
    await pass(5_000)
    expect(seen.beats).toBe(3)
    await pulse.stop()
  })

  it('woken while it works it works once more, never twice at once', async () => {
    const { seen, pulse, pass } = pulseOf()
    let release = () => {}
    seen.block = new Promise((resolve) => {
      release = resolve
    })
    pulse.wake()
    expect(seen.beats).toBe(0)
    pulse.start()
    pulse.wake()
    pulse.wake()
    await pass(0)
    expect(seen.beats).toBe(1)
    release()
    seen.block = undefined
    await pass(0)
    expect(seen.beats).toBe(2)
    await pulse.stop()
  })

  it('goes on after an error, and ends with the work under way', async () => {
    const { seen, pulse, pass } = pulseOf()
    seen.fails = true
    pulse.start()
    await pass(0)
    seen.fails = false
    await pass(5_000)
    expect(seen.beats).toBe(2)
    let release = () => {}
    seen.block = new Promise((resolve) => {
      release = resolve
    })
    pulse.wake()
    let stopped = false
    const stopping = pulse.stop().then(() => {
      stopped = true
    })
    await pass(0)
    expect(stopped).toBe(false)
    release()
    await stopping
    expect(seen.beats).toBe(3)
  })
})
