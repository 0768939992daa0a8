import { type ScheduledTask, schedule } from 'node-cron'
import { MINUTE, SECOND } from '../../shared/time/instant.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'

/** How often the wall clock is held against the monotonic one, and by how much it may run off. */
const WATCH = 5 * SECOND
const STEP = 2 * SECOND

const EVERY_MINUTE = '* * * * *'

/**
 * Says at least every minute, and at each of the schedules, that it is time to look. Left alone node-cron goes silent
 * for an hour each autumn unless it counts in UTC, for as long as the clock is set back, and skips a slot when the
 * process was busy for a second: so every task is UTC, patient, and made anew whenever the clock was changed.
 */
export function createCron({ clock, log }: { clock: Clock; log: Log }, schedules: string[], look: () => Promise<void>) {
  let tasks: ScheduledTask[] = []
  let watch: NodeJS.Timeout | undefined

  function makeTasks(): void {
    for (const task of tasks) void task.destroy()
    tasks = [...new Set([EVERY_MINUTE, ...schedules])].map((expression) =>
      schedule(expression, look, {
        timezone: 'UTC',
        noOverlap: true,
        missedExecutionTolerance: MINUTE - SECOND,
        suppressMissedWarning: true,
      }),
    )
  }

  return {
    start() {
      makeTasks()
      let offset = clock.now() - clock.monotonic()
      watch = setInterval(() => {
        const moved = clock.now() - clock.monotonic() - offset
        if (Math.abs(moved) <= STEP) return
        offset += moved
        log.warn({ movedMs: Math.round(moved) }, 'the clock was changed')
        makeTasks()
        void look()
      }, WATCH)
    },
    stop() {
      clearInterval(watch)
      for (const task of tasks) void task.destroy()
      tasks = []
    },
  }
}
