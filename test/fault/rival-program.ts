import { eq } from 'drizzle-orm'
import { setImmediate } from 'node:timers/promises'
import { createApp } from '../../server/app.ts'
import { systemClock } from '../../server/clock.ts'
import { parseConfig } from '../../server/config.ts'
import { openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'
import { testClock } from '../support/clock.ts'
import { say, taskOf } from '../support/killable.ts'

export type RivalTask = {
  env: Record<string, string>
  /** What the clock of the server shows. */
  now: number
  /** Real instant at which all rivals begin, so that they meet. */
  startAt: number
}

// The whole server, at a moment when much is due; others do the same at the same time. Ends when nothing is left to do.

const task = taskOf<RivalTask>()
const clock = testClock(task.now)
const config = parseConfig(task.env)
const log = createLog('warn')
// The longer deadline is for machines that run many tests at once.
const db = await openDb({ ...config, clock, log, limits: { deadline: 10_000 } })
const app = await createApp(config, { clock, log, db })
while (systemClock.now() < task.startAt) await setImmediate()
say('begun')
const { flowAction } = db.t
do await Promise.all([app.triggers.drain(), app.triggers.sweep('escalate')])
while ((await db.read.$count(flowAction, eq(flowAction.state, 'armed'))) > 0)
await app.rules.drain()
await app.stop()
say('done')
