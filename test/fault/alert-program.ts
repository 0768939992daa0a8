import { createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import type { FaultPoint } from '../../server/faults.ts'
import { createLog } from '../../server/log.ts'
import { SECOND } from '../../shared/time/instant.ts'
import { SAYS } from '../support/alert-texts.ts'
import { testClock } from '../support/clock.ts'
import { killAt, say, taskOf } from '../support/killable.ts'

export type AlertTask = {
  env: Record<string, string>
  now: number
  key: string
  /** Ids of the messages to hand in, each in a channel of its own. */
  messages: string[]
  point: FaultPoint
  nth: number
}
export type AlertLine = { stored: string } | { refused: string } | 'done'

// The whole server: takes critical messages in over HTTP and delivers what they raise, together with whatever the run
// before was killed over.

const task = taskOf<AlertTask>()
const clock = testClock(task.now)
const config = parseConfig(task.env)
const app = await createApp(config, { clock, log: createLog('warn'), faults: killAt(task.point, task.nth) })

const send = (message: object) =>
  app.fetch(
    new Request(`${config.url}/api/messages`, {
      method: 'POST',
      headers: { 'x-api-key': task.key, 'content-type': 'application/json' },
      body: JSON.stringify([message]),
    }),
  )

for (const id of task.messages) {
  const message = { id, customer: 'ext:acme', channel: `channel-${id}`, direction: 'inbound', text: SAYS.critical }
  let response = await send(message)
  // A machine that is busy with other tests may need a second try, as any sender would give it.
  for (let tries = 1; response.status === 503 && tries < 10; tries += 1) response = await send(message)
  say(response.status === 202 ? { stored: id } : { refused: await response.text() })
  clock.advance(SECOND)
  await app.outbox.drain()
}
await app.stop()
say('done')
