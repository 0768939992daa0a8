import type { Clock } from '../clock.ts'
import type { Limits } from './limits.ts'

/** Milliseconds for which a shared commit of people's counts as a crowd. */
const LASTS = 50
/** Behind a crowd, bulk work rests so many times as long as it held everybody up, and at most so many milliseconds. */
const REST = 8
const LONGEST_REST = 60

/** Who comes in numbers shares commits, and bulk work (imports, sweeps) rests behind them for longer than it works. */
export type Crowd = {
  /** Waits until the time between two shared commits is over. False where nobody need wait: he is alone, or it is over. */
  gather(): Promise<boolean>
  /** A commit of people's begins, with so many units of work in it. */
  committing(units: number): void
  /** Bulk work has just held everybody up for so many milliseconds. */
  heldUp(milliseconds: number): void
  /** Milliseconds that bulk work still has to rest; 0 when it may go on. */
  restLeft(): number
  /** Bulk work may go on whatever the clock says. */
  endRest(): void
}

export function createCrowd(clock: Clock, limits: Limits): Crowd {
  let [units, committedAt] = [0, 0]
  let bulkFrom = 0
  return {
    async gather() {
      const left = Math.min(committedAt + limits.gather - clock.monotonic(), limits.gather)
      if (units < 2 || left <= 0) return false
      await new Promise((resolve) => setTimeout(resolve, Math.ceil(left)))
      return true
    },
    committing(together) {
      ;[units, committedAt] = [together, clock.monotonic()]
    },
    heldUp(milliseconds) {
      const now = clock.monotonic()
      const crowded = units > 1 && now - committedAt < LASTS
      bulkFrom = crowded ? now + Math.min(milliseconds * REST, LONGEST_REST) : 0
    },
    restLeft: () => Math.max(0, bulkFrom - clock.monotonic()),
    endRest() {
      bulkFrom = 0
    },
  }
}
