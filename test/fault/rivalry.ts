import { createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { testClock } from '../support/clock.ts'
import { engines } from '../support/engines.ts'
import { bundleProgram } from '../support/killable.ts'
import { peopleOf } from '../support/people.ts'

/** An organization on a PostgreSQL of its own, filled by a server with a clock of the test, and what rivals need to share it. */
export async function rivalry() {
  const program = await bundleProgram('rival-program')
  const place = await engines.find((engine) => engine.name === 'postgres')!.place()
  const env = {
    HOIST_DATA: place.dataDir,
    HOIST_SECRET: 'a secret that every process shares, 32+',
    DATABASE_URL: place.databaseUrl ?? '',
  }
  const clock = testClock()
  const app = await createApp(parseConfig(env), { clock, log: createLog('warn') })
  const { people } = await peopleOf(app)
  const post = async (path: string, body: unknown) => {
    const headers = { 'x-api-key': people.admin.key, 'content-type': 'application/json' }
    const request = new Request(`${app.config.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const response = await app.fetch(request)
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response.json()
  }
  return { program, env, clock, app, people, post }
}
