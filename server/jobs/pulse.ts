import { type Instant, SECOND } from '../../shared/time/instant.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'

/** Longest sleep: so late, at most, is noticed what another process made due, or that the wall clock was changed. */
const LONGEST_SLEEP = 5 * SECOND

/** A loop that does what is due, sleeps until the next thing is, and can be woken. */
export type Pulse = {
  start(): void
  /** Resolves when the work under way is done; none starts after. */
  stop(): Promise<void>
  /** Work now, or once more if it is working. Nothing happens before `start`. */
  wake(): void
}

/**
 * @param work does what is due and returns when the next thing will be; null if nothing is known. It never runs twice at once.
 * The sleep is measured by a monotonic timer, so that a clock set back never silences it.
 */
export function createPulse(
  name: string,
  { clock, log }: { clock: Clock; log: Log },
  work: () => Promise<Instant | null>,
): Pulse {
  let running = false
  let woken = false
  let working: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined

  function wake(): void {
    woken = true
    if (!running || working) return
    clearTimeout(timer)
    working = beat().finally(() => {
      working = undefined
      if (running && woken) wake()
    })
  }

  async function beat(): Promise<void> {
    woken = false
    let nextAt: Instant | null = null
    try {
      nextAt = await work()
    } catch (error) {
      log.error({ err: error, pulse: name }, 'pulse failed, trying again')
    }
    const sleep = nextAt === null ? LONGEST_SLEEP : Math.min(LONGEST_SLEEP, Math.max(0, nextAt - clock.now()))
    if (running) timer = setTimeout(wake, sleep)
  }

  return {
    start() {
      running = true
      wake()
    },
    async stop() {
      running = false
      clearTimeout(timer)
      await working
    },
    wake,
  }
}
