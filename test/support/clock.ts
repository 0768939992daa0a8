import type { Clock } from '../../server/clock.ts'
import type { Instant } from '../../shared/time/instant.ts'

export type TestClock = Clock & {
  /** Puts the wall clock there; the monotonic one moves on by the difference, or stays when that is negative. */
  set(at: Instant | string): void
  /** Moves both on by so many milliseconds. */
  advance(milliseconds: number): void
  /** Puts the wall clock alone forward, or back where negative, as somebody does who sets it. */
  jump(milliseconds: number): void
}

/** A clock that stands still until it is told to move. Starts on Friday 15 January 2027, 09:00 UTC. */
export function testClock(start: Instant | string = '2027-01-15T09:00:00Z'): TestClock {
  const instantOf = (at: Instant | string) => (typeof at === 'string' ? Date.parse(at) : at)
  let now = instantOf(start)
  let elapsed = 0
  return {
    now: () => now,
    monotonic: () => elapsed,
    set(at) {
      const target = instantOf(at)
      elapsed += Math.max(0, target - now)
      now = target
    },
    advance(milliseconds) {
      now += milliseconds
      elapsed += milliseconds
    },
    jump(milliseconds) {
      now += milliseconds
    },
  }
}
