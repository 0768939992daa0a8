import { createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import type { FaultPoint } from '../../server/faults.ts'
import { createLog } from '../../server/log.ts'
import { SECOND } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { killAt, say, taskOf } from '../support/killable.ts'

export type AppTask = {
  env: Record<string, string>
  now: number
  /** API key of the one who escalates, the workflows, and to whom. */
  key: string
  workflows: string[]
  recipientId: string
  /** Null: it goes on until somebody else kills it. */
  point: FaultPoint | null
  nth: number
}
/** `ready`: milliseconds from the start of the process until it can answer. */
export type AppLine = { ready: number } | { acknowledged: string } | { refused: string } | 'done'

// The whole server: puts an escalation on each workflow over HTTP, lets them fire a moment later, and delivers what they
// say, together with whatever the run before was killed over.

const task = taskOf<AppTask>()
const clock = testClock(task.now)
const config = parseConfig(task.env)
const app = await createApp(config, { clock, log: createLog('warn'), faults: killAt(task.point, task.nth) })
say({ ready: Math.round(performance.now()) })

for (const workflowId of task.workflows) {
  const trigger = { id: 'soon', type: 'date', config: { date: new Date(clock.now() + SECOND).toISOString() } }
  const response = await app.fetch(
    new Request(`${config.url}/api/workflows/escalate-with-triggers`, {
      method: 'POST',
      headers: { 'x-api-key': task.key, 'content-type': 'application/json' },
      body: JSON.stringify({ workflowId, triggers: [trigger], escalateToUserId: task.recipientId }),
    }),
  )
  say(response.status === 200 ? { acknowledged: workflowId } : { refused: await response.text() })
}
do {
  clock.advance(2 * SECOND)
  await app.triggers.drain()
  await app.outbox.drain()
} while (task.point === null)
await app.stop()
say('done')
