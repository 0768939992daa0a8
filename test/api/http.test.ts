import { Writable } from 'node:stream'
import pino from 'pino'
import { beforeAll, describe, expect, test } from 'vitest'
import { DomainError } from '../../shared/errors.ts'
import { type TestApp, testApp } from '../support/harness.ts'
import { PASSWORD } from '../support/sign-in.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})

const LIMIT = 256 * 1024

function post(path: string, body: BodyInit | null, headers: Record<string, string> = {}) {
  const all = { 'content-type': 'application/json', 'x-api-key': it.people.admin.key, ...headers }
  return it.send(path, { method: 'POST', headers: all, ...(body !== null && { body }), duplex: 'half' } as RequestInit)
}

describe('a body', () => {
  const path = '/api/users'

  test('must be JSON, declared as JSON, and be there', async () => {
    expect((await post(path, '{')).body).toMatchObject({ code: 'bad_request', issues: [{ path: [] }] })
    expect((await post(path, null)).status).toBe(400)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])
      expect((await post(path, '{}', { 'content-type': type })).status).toBe(415)
    expect((await post(path, '{}', { 'content-type': 'application/json; charset=utf-8' })).status).toBe(400)
  })

  test('may have 256 KiB, whether it says its length or not', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(LIMIT) })
    expect((await post(path, large, { 'content-length': String(large.length) })).status).toBe(413)
    expect((await post(path, large)).body).toMatchObject({ code: 'too_large', details: { limit: LIMIT } })
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)) })
    expect((await post(path, endless)).status).toBe(413)
    expect((await post('/trpc/teams.save', large)).status).toBe(413)
  })

  test('cannot bring a prototype along', async () => {
    const answer = await post(path, '{"email":"a@example.com","name":"A","role":"viewer","__proto__":{"role":"admin"}}')
    expect(answer.body).toMatchObject({ code: 'bad_request', issues: [{ path: ['__proto__'] }] })
  })
})

test.each([
  '/api/workflows/escalated?userId=%00',
  '/api/notifications?userId=%00',
  '/api/jobs/runs?job=%00',
  '/api/imports/%00',
])('%s holds what no engine can look for, and is refused', async (path) => {
  const answer = await it.rest('admin', 'GET', path)
  expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: [expect.stringMatching(/userId|job|id/)] }] } })
})

test('query parameters that are unknown or repeated are refused by name', async () => {
  const unknown = await it.rest('admin', 'GET', '/api/customers?nope=1')
  expect(unknown.body.issues).toEqual([{ path: ['nope'], message: 'Unknown field' }])
  const repeated = await it.rest('admin', 'GET', '/api/customers?search=a&search=b')
  expect(repeated.body.issues).toMatchObject([{ path: ['search'] }])
})

test('an unknown API address is 404 as JSON, for everybody', async () => {
  for (const as of ['anonymous', 'admin'] as const) {
    const answer = await it.rest(as, 'GET', '/api/nothing')
    expect([answer.status, answer.body]).toEqual([404, { code: 'not_found', message: 'Route not found' }])
  }
})

test('an address that cannot be decoded is no internal error', async () => {
  for (const path of ['/%E0%A4%A', '/%00', '/api/customers/%E0%A4%A', '/trpc/%E0%A4%A'])
    expect([200, 400, 404, 503]).toContain(
      (await it.send(path, { headers: { 'x-api-key': it.people.admin.key } })).status,
    )
})

test('every answer has the headers that protect it', async () => {
  const page = await it.send('/')
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self';.*frame-ancestors 'none'/)
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  const answers = [
    page,
    await it.rest('admin', 'GET', '/api/organization'),
    await it.send('/trpc/setup.status'),
    await it.send('/trpc/no.such'),
  ]
  for (const { headers } of answers) {
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-hoist-version')).toMatch(/^\d+\.\d+\.\d+/)
    expect(headers.get('strict-transport-security')).toBeNull()
  }
  for (const { headers } of answers.slice(1)) expect(headers.get('cache-control')).toBe('no-store')
  const https = await testApp({ env: { HOIST_URL: 'https://hoist.example.com' } })
  expect((await https.send('/healthz')).headers.get('strict-transport-security')).toBe('max-age=31536000')
})

test('the server says that it is alive, and ready when its database answers', async () => {
  expect((await it.send('/healthz')).body).toMatchObject({ status: 'ok' })
  expect((await it.send('/readyz')).body).toMatchObject({ status: 'ready' })
})

test('the reference describes every route, for programs and for people, without scripts', async () => {
  const document = await it.send('/api/openapi.json')
  expect(document.body.openapi).toBe('3.1.0')
  const page = await it.send('/docs')
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('<script')
  for (const path of Object.keys(document.body.paths)) expect(page.text).toContain(path)
})

describe('the log', () => {
  async function logged(act: (app: TestApp) => Promise<void>): Promise<string> {
    const lines: string[] = []
    const stream = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    })
    await act(await testApp({ parts: { log: pino({ level: 'debug' }, stream) } }))
    return lines.join('')
  }

  test('has a line for each request, and no secret', async () => {
    const { link, key, text } = { link: 'secret-of-a-link', key: 'hoist_secret-of-a-key', text: 'words of a client' }
    const log = await logged(async ({ send, people }) => {
      const json = { 'content-type': 'application/json' }
      await send(`/accept/${link}`)
      await send('/api/users?token=secret-in-a-query', { headers: { 'x-api-key': key } })
      const body = JSON.stringify({ email: 'a@example.com', password: PASSWORD })
      await send('/api/auth/sign-in/email', { method: 'POST', headers: json, body })
      const messages = JSON.stringify([{ id: 'm', customer: 'c', text, direction: 'inbound' }])
      await send('/api/messages', {
        method: 'POST',
        headers: { ...json, 'x-api-key': people.admin.key },
        body: messages,
      })
    })
    expect(log.match(/"msg":"request"/g)).toHaveLength(4)
    for (const secret of [link, key, text, PASSWORD, 'secret-in-a-query']) expect(log).not.toContain(secret)
  })

  test('has the cause of what the answer only calls internal error', async () => {
    const log = await logged(async (app) => {
      app.app.jobs.list = () => {
        throw new Error('the cupboard is bare')
      }
      const answer = await app.send('/trpc/jobs.list', { headers: { 'x-api-key': app.people.admin.key } })
      const { code, message, details } = answer.body.error.data
      expect([answer.status, code, message]).toEqual([500, 'internal', 'internal error'])
      expect(answer.text).not.toContain('cupboard')
      expect(details.id).toMatch(/^[\w-]{12}$/)
    })
    expect(log).toContain('the cupboard is bare')
  })
})

test('a full disk and a full queue have statuses of their own', async () => {
  for (const [code, status] of [
    ['full', 507],
    ['busy', 503],
  ] as const) {
    const app = await testApp()
    app.app.jobs.list = () => {
      throw new DomainError(code, 'Come back later')
    }
    const answer = await app.send('/trpc/jobs.list', { headers: { 'x-api-key': app.people.admin.key } })
    expect([answer.status, answer.body.error.data.code]).toEqual([status, code])
  }
})
