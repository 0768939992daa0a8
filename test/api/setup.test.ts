import { afterAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { createLog } from '../../server/log.ts'
import { setupToken } from '../../server/secret.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, type Engine, engines } from '../support/engines.ts'
import { PASSWORD } from '../support/sign-in.ts'

const running: App[] = []
afterAll(async () => {
  for (const app of running) await app.stop()
  await cleanUp()
})

/** A server nobody has set up yet. */
async function newApp(engine: Engine): Promise<App> {
  const { databaseUrl, dataDir } = await engine.place()
  const config = parseConfig({
    HOIST_DATA: dataDir,
    HOIST_SECRET: 'a secret that every test shares, 32+',
    ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
  })
  const app = await createApp(config, { clock: testClock(), log: createLog('silent') })
  running.push(app)
  return app
}

const INPUT = {
  organization: 'Acme',
  timeZone: 'Europe/Berlin',
  name: 'Ada',
  email: 'ada@acme.test',
  password: PASSWORD,
}

function create(app: App, input: Record<string, unknown>, address = '127.0.0.1', headers: Record<string, string> = {}) {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  }
  return app.fetch(new Request(`${app.config.url}/trpc/setup.create`, init), { address })
}

async function status(app: App, address: string, headers: Record<string, string> = {}) {
  const answer = await app.fetch(new Request(`${app.config.url}/trpc/setup.status`, { headers }), { address })
  return ((await answer.json()) as { result: { data: unknown } }).result.data
}

describe.each(engines)('setting up on $name', (engine) => {
  test('makes an organization and its admin, who is signed in, and happens once', async () => {
    const app = await newApp(engine)
    expect(await status(app, '127.0.0.1')).toEqual({ needed: true, tokenNeeded: false })
    const answers = await Promise.all([create(app, INPUT), create(app, { ...INPUT, email: 'eve@acme.test' })])
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200, 409]))
    const made = answers.find((answer) => answer.status === 200)
    const cookie = made?.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const me = await app.fetch(new Request(`${app.config.url}/trpc/session.me`, { headers: { cookie } }))
    expect(await me.json()).toMatchObject({ result: { data: { role: 'admin', organization: { name: 'Acme' } } } })
    expect(await status(app, '127.0.0.1')).toMatchObject({ needed: false })
  })
})

describe('a visitor from elsewhere', () => {
  const [sqlite] = engines

  test('needs the token that the server printed', async () => {
    const app = await newApp(sqlite!)
    expect(await status(app, '192.0.2.1')).toEqual({ needed: true, tokenNeeded: true })
    expect((await create(app, INPUT, '192.0.2.1')).status).toBe(400)
    expect((await create(app, { ...INPUT, token: 'x'.repeat(20) }, '192.0.2.1')).status).toBe(400)
    const token = setupToken(app.config.secret)
    expect((await create(app, { ...INPUT, token }, '192.0.2.1')).status).toBe(200)
  })

  test('is not taken for a local one behind a proxy that nobody listed, or under another name', async () => {
    const app = await newApp(sqlite!)
    expect(await status(app, '127.0.0.1', { 'x-forwarded-for': '192.0.2.1' })).toMatchObject({ tokenNeeded: true })
    expect(await status(app, '127.0.0.1', { forwarded: 'for=192.0.2.1' })).toMatchObject({ tokenNeeded: true })
    expect(await status(app, '127.0.0.1', { host: 'rebound.example:4300' })).toMatchObject({ tokenNeeded: true })
  })
})
