import { beforeAll, describe, expect, test } from 'vitest'
import { handleTrpc, viaAdapter } from '../../server/http/trpc.ts'
import { type TestApp, testApp } from '../support/harness.ts'

// Plain calls are answered without tRPC's adapter. It stays the reference: both must say the same.

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})

const json = { 'content-type': 'application/json' }
const list = (...inputs: unknown[]) => JSON.stringify(Object.fromEntries(inputs.entries()))
const query = (path: string, input?: string) => [
  `/trpc/${path}${input === undefined ? '' : `input=${encodeURIComponent(input)}`}`,
]

async function both(path: string, init: RequestInit = {}) {
  const headers = { ...json, 'x-api-key': it.people.admin.key, ...(init.headers as Record<string, string>) }
  const make = () => new Request(new URL(path, it.app.config.url), { ...init, headers })
  const request = make()
  const caller = () => it.app.auth.resolve(request.headers)
  const ctx = { app: it.app, headers: request.headers, address: '127.0.0.1', cookies: [], caller }
  const answers = [await handleTrpc(it.app, make(), undefined, {}), await viaAdapter(ctx, make(), {})]
  return Promise.all(
    answers.map(async (answer) => ({
      status: answer.status,
      type: answer.headers.get('content-type'),
      vary: answer.headers.get('vary'),
      body: await answer.json(),
    })),
  )
}

describe('a call is answered as tRPC’s adapter would', () => {
  const calls: [what: string, path: string, init?: RequestInit][] = [
    ['query', '/trpc/organization.get'],
    ['query with input', query('customers.list?', '{"search":"a"}')[0]!],
    ['query with an empty input', '/trpc/organization.get?input='],
    ['query that is refused', query('customers.get?', '{"id":"none"}')[0]!],
    ['query with unknown fields', query('customers.get?', '{"id":"none","x":1}')[0]!],
    ['query without its input', '/trpc/customers.get'],
    ['batch', query('organization.get,customers.list?batch=1&', list(undefined, { search: 'a' }))[0]!],
    ['batch of one', '/trpc/organization.get?batch=1'],
    ['batch without inputs', '/trpc/organization.get,teams.list?batch=1'],
    ['batch with a refusal', query('organization.get,customers.get?batch=1&', list(undefined, { id: 'none' }))[0]!],
    ['batch of refusals', query('customers.get,customers.get?batch=1&', list({ id: 'a' }, { id: 'b' }))[0]!],
    ['batch with an unknown procedure', '/trpc/organization.get,no.such?batch=1'],
    ['batch of eleven', `/trpc/${Array(11).fill('organization.get').join(',')}?batch=1`],
    ['batch with a list for inputs', query('organization.get?batch=1&', '[]')[0]!],
    ['batch with null for inputs', query('organization.get?batch=1&', 'null')[0]!],
    ['unknown procedure', '/trpc/no.such'],
    ['name of an object’s own', '/trpc/__proto__'],
    ['mutation by GET', '/trpc/teams.save'],
    ['malformed input', '/trpc/customers.get?input=%7B'],
    ['mutation', '/trpc/organization.update', { method: 'POST', body: '{"name":"Northwind"}' }],
    ['mutation that is refused', '/trpc/keys.revoke', { method: 'POST', body: '{"id":"none"}' }],
    ['mutation without a body', '/trpc/notifications.markRead', { method: 'POST' }],
    ['mutation with malformed JSON', '/trpc/keys.revoke', { method: 'POST', body: '{' }],
    ['mutation in a batch', '/trpc/organization.update?batch=1', { method: 'POST', body: list({ name: 'Northwind' }) }],
    ['query by POST', '/trpc/organization.get', { method: 'POST', body: '{}' }],
    ['visitor', '/trpc/setup.status', { headers: { 'x-api-key': '' } }],
  ]
  test.each(calls)('%s', async (_what, path, init) => {
    const [ours, theirs] = await both(path, init)
    expect(ours).toEqual(theirs)
  })
})

test('what is not JSON and what is too many at once is refused', async () => {
  const headers = { 'x-api-key': it.people.admin.key, 'content-type': 'text/plain' }
  expect((await it.send('/trpc/teams.save', { method: 'POST', headers, body: '{}' })).status).toBe(415)
  const names = Array(1000).fill('organization.get').join(',')
  expect((await it.send(`/trpc/${names}?batch=1`, { headers })).status).toBe(400)
})
