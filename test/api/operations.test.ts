import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test } from 'vitest'
import { withoutSecrets } from '../../server/log.ts'
import { restRoutes } from '../../server/http/routes.ts'
import { appRouter } from '../../server/trpc/root.ts'
import { MINUTE } from '../../shared/time/instant.ts'
import { engines } from '../support/engines.ts'
import { escalationWorld, on } from '../support/escalation-world.ts'
import { testApp } from '../support/harness.ts'
import { PASSWORD, signIn, withPassword } from '../support/sign-in.ts'

const TOKEN = 'a token for the metrics'

test.each(engines.map(({ name }) => name))(
  'tells how far it is behind, and figures to whoever has the token (%s)',
  async (engine) => {
    const w = await escalationWorld(engine, { env: { HOIST_METRICS_TOKEN: TOKEN } })
    expect((await w.send('/readyz')).body).toMatchObject({ status: 'ready', problems: [], outbox: { overdueMs: 0 } })
    const workflowId = await w.workflow()
    await w.escalate(workflowId, w.ben, [on(new Date(w.clock.now() + MINUTE).toISOString())])
    await w.drain()
    w.clock.advance(5 * MINUTE)
    const late = await w.send('/readyz')
    expect(late.status).toBe(200)
    expect(late.body).toMatchObject({ status: 'late', problems: ['The oldest trigger has been due for 240 s.'] })
    await w.drain()
    expect((await w.send('/metrics')).status).toBe(401)
    expect((await w.send('/metrics', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401)
    const { status, text } = await w.send('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } })
    expect(status).toBe(200)
    expect(text).toContain('hoist_fired_total{kind="escalate"} 1')
    expect(text).toContain('hoist_triggers_overdue_seconds 0')
    expect(text).toContain('hoist_db_queue{lane="people"} 0')
    expect(text).toContain('hoist_organizations_with_active_rules 0')
    expect(text).toMatch(/hoist_request_seconds_count\{kind="api",status="2xx"\} \d+/)
    expect(text).toContain('nodejs_eventloop_lag_seconds')
  },
)

test('without a token there are no metrics', async () => {
  const it = await testApp()
  expect((await it.send('/metrics', { headers: { authorization: 'Bearer ' } })).status).toBe(404)
})

test('a whole story leaves no secret and no text of a message in the log', async () => {
  let written = ''
  const into = new Writable({
    write(chunk, _, done) {
      written += String(chunk)
      done()
    },
  })
  const log = pino({ level: 'trace', base: null, formatters: { log: withoutSecrets } }, into)
  const w = await escalationWorld('sqlite', { parts: { log } })
  const email = await withPassword(w, w.people.member)
  await signIn(w, { email, password: PASSWORD })
  await signIn(w, { email, password: 'a wrong guess 4711' })
  const { link } = await w.trpc('admin').members.invite.mutate({ email: 'new@example.com', role: 'viewer' })
  await w.send(`/accept/${link.split('/').at(-1)}`)
  const { key } = await w.trpc('admin').keys.create.mutate({ name: 'Sync' })
  await w.send('/api/customers', { headers: { 'x-api-key': key } })
  await w.send('/api/customers', { headers: { 'x-api-key': 'hoist_not_a_key_4711' } })
  const text = 'We will cancel our contract next week 4711'
  await w.rest('admin', 'POST', '/api/messages', [
    { id: 'm1', customer: 'ext:acme', contact: null, channel: 'email', direction: 'inbound', text },
  ])
  const workflowId = await w.workflow()
  await w.escalate(workflowId, w.ben, [], { reason: 'A reason of a person 4711' })
  await w.drain()
  expect(written).toContain('"request"')
  const secrets = [PASSWORD, key, link.split('/').at(-1) ?? '', w.people.admin.key, w.people.admin.cookie]
  for (const secret of [...secrets, '4711', 'a secret that every test shares']) expect(written).not.toContain(secret)
})

test('every change with a foreign Origin is refused, with a cookie or a key or nothing', async () => {
  const it = await testApp()
  const changing = restRoutes.filter(({ method }) => method !== 'get')
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
  const addresses = [
    ...changing.map(({ method, path }) => [method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x')]),
    ...procedures.filter(([, { _def }]) => _def.type === 'mutation').map(([name]) => ['POST', `/trpc/${name}`]),
    ...['sign-in', 'sign-out', 'change-password'].map((name) => ['POST', `/api/auth/${name}`]),
  ] as [string, string][]
  expect(addresses.length).toBeGreaterThan(80)
  const { cookie, key } = it.people.admin
  const passes = [{ cookie: `hoist_session=${cookie}` }, { 'x-api-key': key }, {}]
  for (const [method, path] of addresses) {
    for (const pass of passes) {
      for (const origin of ['https://evil.example', 'null', `${it.app.config.url}.evil.example`]) {
        const headers = { 'content-type': 'application/json', origin, ...pass }
        const { status } = await it.send(path, { method, headers, body: '{}' })
        expect(status, `${method} ${path} from ${origin}`).toBe(403)
      }
    }
    const bare = { 'content-type': 'application/json', cookie: `hoist_session=${cookie}` }
    expect((await it.send(path, { method, headers: bare, body: '{}' })).status, `${path} without Origin`).toBe(403)
  }
})

test('thirty wrong passwords from one address with rotating forwarding headers are limited', async () => {
  const it = await testApp()
  const email = await withPassword(it, it.people.member)
  const guesses = Array.from({ length: 30 }, (_, index) => {
    const other = `10.${index}.0.1`
    const headers = {
      'x-forwarded-for': other,
      forwarded: `for=${other}`,
      'x-real-ip': other,
      'cf-connecting-ip': other,
    }
    return signIn(it, { email, password: 'wrong' }, { headers, address: '192.0.2.9' })
  })
  const statuses = (await Promise.all(guesses)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20)
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10)
})
