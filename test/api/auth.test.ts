import { betterAuth } from 'better-auth/minimal'
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../shared/time/instant.ts'
import { type Answer, type TestApp, testApp } from '../support/harness.ts'
import { cookieOf, PASSWORD, signIn, withPassword } from '../support/sign-in.ts'

const json = { 'content-type': 'application/json' }

function whoAmI({ send }: TestApp, cookie: string): Promise<Answer> {
  return send('/trpc/session.me', { headers: { cookie } })
}

describe('signing in', () => {
  test.each(['sqlite', 'postgres'] as const)(
    'sets a cookie only the server reads, until sign-out (%s)',
    async (engine) => {
      const it = await testApp({ engine })
      const email = await withPassword(it, it.people.member)
      const answer = await signIn(it, { email: email.toUpperCase(), password: PASSWORD })
      expect(answer.status).toBe(200)
      const [set = ''] = answer.headers.getSetCookie()
      expect(set).toMatch(/^hoist_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
      const cookie = cookieOf(answer)
      expect((await whoAmI(it, cookie)).body.result.data.user.email).toBe(email)
      const headers = { cookie, origin: it.app.config.url }
      expect((await it.send('/api/auth/sign-out', { method: 'POST', headers })).status).toBe(200)
      expect((await whoAmI(it, cookie)).status).toBe(401)
    },
  )

  test('over https the cookie is bound to the host', async () => {
    const it = await testApp({ env: { HOIST_URL: 'https://hoist.example.com' } })
    const email = await withPassword(it, it.people.member)
    const answer = await signIn(it, { email, password: PASSWORD })
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-hoist_session=.*; Secure/)
    expect((await whoAmI(it, cookieOf(answer))).status).toBe(200)
  })

  test('an unknown address and a wrong password get the same answer', async () => {
    const it = await testApp()
    const email = await withPassword(it, it.people.member)
    const wrong = await signIn(it, { email, password: 'not the password' })
    const unknown = await signIn(it, { email: 'nobody@example.com', password: PASSWORD })
    expect([wrong.status, wrong.text]).toEqual([401, unknown.text])
  })

  test('a removed member has no way in', async () => {
    const it = await testApp()
    const email = await withPassword(it, it.people.member)
    await it.trpc('admin').members.remove.mutate({ userId: it.people.member.userId })
    const cookie = cookieOf(await signIn(it, { email, password: PASSWORD }))
    expect((await whoAmI(it, cookie)).status).toBe(401)
    expect((await it.rest('member', 'GET', '/api/users')).status).toBe(401)
  })

  test('a session is over after 7 days without use, and after 30 days in any case', async () => {
    const it = await testApp()
    const me = () => it.trpc('member').session.me.query()
    for (let day = 0; day < 28; day += 6) {
      await expect(me()).resolves.toBeDefined()
      await it.app.auth.settle()
      it.clock.advance(6 * DAY)
    }
    await expect(me()).rejects.toMatchObject({ data: { code: 'unauthorized' } })
    const idle = await testApp()
    idle.clock.advance(8 * DAY)
    await expect(idle.trpc('member').session.me.query()).rejects.toMatchObject({ data: { code: 'unauthorized' } })
  })

  test('a cookie with another signature is nobody’s', async () => {
    const it = await testApp()
    const [token = ''] = it.people.admin.cookie.split('.')
    for (const forged of [token, `${token}.`, `${token}.${Buffer.alloc(32).toString('base64')}`])
      expect((await whoAmI(it, `hoist_session=${forged}`)).status).toBe(401)
  })

  test('fields that the page does not send are refused by name', async () => {
    const it = await testApp()
    const answer = await signIn(it, { email: 'a@example.com', password: PASSWORD, callbackURL: 'https://evil.example' })
    expect(answer.status).toBe(400)
    expect(answer.body.issues).toEqual([{ path: ['callbackURL'], message: 'Unknown field' }])
  })
})

describe('guessing', () => {
  test('one login takes ten tries a minute, from wherever and whatever the headers say', async () => {
    const it = await testApp()
    const email = await withPassword(it, it.people.member)
    const statuses: number[] = []
    for (let index = 0; index < 14; index += 1) {
      const headers = { 'x-forwarded-for': `10.0.0.${index}`, 'x-real-ip': `10.0.1.${index}` }
      statuses.push((await signIn(it, { email, password: 'wrong' }, { headers, address: `10.9.0.${index}` })).status)
    }
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)])
    const refused = await signIn(it, { email, password: PASSWORD })
    expect(refused.body).toMatchObject({ code: 'too_many_requests', details: { seconds: 60 } })
    expect(refused.headers.get('retry-after')).toBe('60')
    it.clock.advance(MINUTE)
    expect((await signIn(it, { email, password: PASSWORD })).status).toBe(200)
  })

  /** Asks for a reset link: counted as sign-ins are, and quicker than thirty hashes. */
  function askForLink(it: TestApp, index: number, address: string, forwarded: string): Promise<Answer> {
    const body = JSON.stringify({ email: `user${index}@example.com` })
    const headers = { ...json, 'x-forwarded-for': forwarded }
    return it.send('/trpc/session.requestReset', { method: 'POST', headers, body }, { address })
  }

  test('one address takes thirty tries a minute, at whatever login', async () => {
    const it = await testApp()
    const ask = (index: number) => askForLink(it, index, '192.0.2.7', `10.0.0.${index}`)
    const answers = await Promise.all(Array.from({ length: 33 }, (_, index) => ask(index)))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3)
    expect((await signIn(it, { email: 'x@example.com', password: PASSWORD }, { address: '192.0.2.7' })).status).toBe(
      429,
    )
  })

  test('a listed proxy tells the client’s address, and the address nearest to it counts', async () => {
    const it = await testApp({ env: { HOIST_TRUSTED_PROXIES: '10.0.0.1' } })
    const ask = (index: number, client: string) => askForLink(it, index, '10.0.0.1', `9.9.9.${index}, ${client}`)
    const same = await Promise.all(Array.from({ length: 32 }, (_, index) => ask(index, '203.0.113.5')))
    expect(same.filter(({ status }) => status === 429)).toHaveLength(2)
    expect((await ask(99, '203.0.113.6')).status).toBe(200)
  })
})

describe('a session ends', () => {
  test('everywhere else when the password changes', async () => {
    const it = await testApp()
    const email = await withPassword(it, it.people.member)
    const [here, there] = [
      await signIn(it, { email, password: PASSWORD }),
      await signIn(it, { email, password: PASSWORD }),
    ]
    const body = JSON.stringify({ currentPassword: PASSWORD, newPassword: 'another sturdy one' })
    const headers = { ...json, cookie: cookieOf(here), origin: it.app.config.url }
    const changed = await it.send('/api/auth/change-password', { method: 'POST', headers, body })
    expect(changed.status).toBe(200)
    expect((await whoAmI(it, cookieOf(there))).status).toBe(401)
    expect((await whoAmI(it, cookieOf(here))).status).toBe(401)
    expect((await whoAmI(it, cookieOf(changed))).status).toBe(200)
    expect((await signIn(it, { email, password: PASSWORD })).status).toBe(401)
  })

  test('when rights are lost, not when they are won', async () => {
    const it = await testApp()
    const { userId } = it.people.manager
    const me = () => it.trpc('manager').session.me.query()
    await it.trpc('admin').members.update.mutate({ userId, role: 'admin' })
    await expect(me()).resolves.toMatchObject({ role: 'admin' })
    await it.trpc('admin').members.update.mutate({ userId, role: 'member' })
    await expect(me()).rejects.toMatchObject({ data: { code: 'unauthorized' } })
  })

  test('when its owner ends it from another browser', async () => {
    const it = await testApp()
    const email = await withPassword(it, it.people.member)
    const cookie = cookieOf(await signIn(it, { email, password: PASSWORD }))
    const key = { ...it.people.member }
    const { sessions } = await it.send('/trpc/session.list', { headers: { cookie } }).then((a) => a.body.result.data)
    expect(sessions).toMatchObject([{ current: true, address: '127.0.0.1' }])
    const body = JSON.stringify({ id: sessions[0].id })
    await it.send('/trpc/session.revoke', { method: 'POST', headers: { ...json, 'x-api-key': key.key }, body })
    expect((await whoAmI(it, cookie)).status).toBe(401)
  })
})

describe('a foreign page', () => {
  test('cannot make a signed-in browser change anything', async () => {
    const it = await testApp()
    const cookie = `hoist_session=${it.people.admin.cookie}`
    const body = JSON.stringify({ name: 'Mine now' })
    const change = (headers: Record<string, string>) =>
      it.send('/trpc/organization.update', { method: 'POST', headers: { ...json, cookie, ...headers }, body })
    expect((await change({})).status).toBe(403)
    expect((await change({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await change({ origin: 'null' })).status).toBe(403)
    expect((await change({ origin: 'http://localhost:9999' })).status).toBe(403)
    expect((await change({ origin: it.app.config.url })).status).toBe(200)
    expect((await change({ origin: 'http://127.0.0.1:4300' })).status).toBe(200)
    const rest = { method: 'PATCH', headers: { ...json, cookie, origin: 'https://evil.example' }, body }
    expect((await it.send('/api/organization', rest)).status).toBe(403)
  })

  test('cannot sign a visitor in as somebody else', async () => {
    const it = await testApp()
    const headers = { origin: 'https://evil.example' }
    expect((await signIn(it, { email: 'a@example.com', password: PASSWORD }, { headers })).status).toBe(403)
  })

  test('cannot change anything by a query', async () => {
    const it = await testApp()
    const headers = { cookie: `hoist_session=${it.people.admin.cookie}` }
    const input = encodeURIComponent(JSON.stringify({ name: 'Mine now' }))
    expect((await it.send(`/trpc/organization.update?input=${input}`, { headers })).status).toBe(400)
  })
})

describe('API keys', () => {
  test('take 6,000 requests a minute', async () => {
    const it = await testApp()
    const headers = { 'x-api-key': it.people.admin.key }
    for (let index = 0; index < 6_000; index += 1) await it.app.auth.resolve(new Headers(headers))
    const refused = await it.rest('admin', 'GET', '/api/organization')
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_requests'])
    it.clock.advance(MINUTE)
    expect((await it.rest('admin', 'GET', '/api/organization')).status).toBe(200)
  })

  test('note their last use, and are gone when revoked', async () => {
    const it = await testApp()
    const admin = it.trpc('admin')
    const { id, key } = await admin.keys.create.mutate({ name: 'CI' })
    const use = () => it.send('/api/organization', { headers: { 'x-api-key': key } })
    expect((await use()).status).toBe(200)
    await it.app.auth.settle()
    const { keys } = await admin.keys.list.query()
    expect(keys.find((one) => one.id === id)).toMatchObject({ name: 'CI', lastUsedAt: it.clock.now() })
    expect(JSON.stringify(keys)).not.toContain(key)
    await admin.keys.revoke.mutate({ id })
    expect((await use()).status).toBe(401)
  })
})

test('of the sign-in library four routes exist', async () => {
  const it = await testApp()
  const library = betterAuth({
    baseURL: it.app.config.url,
    secret: 'a secret that is only for this test',
    emailAndPassword: { enabled: true },
  })
  const ours = ['/sign-in/email', '/sign-out', '/get-session', '/change-password']
  const paths = Object.values(library.api as unknown as Record<string, { path?: string }>).flatMap(
    ({ path }) => path ?? [],
  )
  expect(paths).toEqual(expect.arrayContaining(ours))
  for (const path of paths.filter((one) => !ours.includes(one)))
    for (const method of ['GET', 'POST']) {
      const init = { method, headers: json, ...(method === 'POST' && { body: '{}' }) }
      expect((await it.send(`/api/auth${path}`, init)).status, `${method} ${path}`).toBe(404)
    }
})
