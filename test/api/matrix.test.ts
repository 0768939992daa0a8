import { beforeAll, describe, expect, test } from 'vitest'
import { doors } from '../../server/http/doors.ts'
import { restRoutes } from '../../server/http/routes.ts'
import { appRouter } from '../../server/trpc/root.ts'
import { ACCESS, type Access, type Role } from '../../shared/roles.ts'
import { DOORS, PROCEDURES, ROUTES } from '../support/access-table.ts'
import { type Answer, type TestApp, testApp } from '../support/harness.ts'

type Somebody = Role | 'anonymous' | 'outsider'
const EVERYBODY: Somebody[] = ['anonymous', 'viewer', 'member', 'manager', 'admin', 'outsider']
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>)
const routes = restRoutes.map((one) => ({ ...one, name: `${one.method.toUpperCase()} ${one.path}` }))

/** Never valid, so that whoever passes the gate stops right behind it. */
const NONSENSE = { thisFieldDoesNotExist: true }

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})

function mayPass(as: Somebody, gate: Access | 'public'): boolean {
  if (gate === 'public') return true
  if (as === 'anonymous') return false
  return (ACCESS[gate] as readonly Role[]).includes(as === 'outsider' ? 'admin' : as)
}

/** What the gate did, in a word; beyond it everything but a failure is fine. */
function verdictOf(status: number): string {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  return status < 500 ? 'let in' : `failed with ${status}`
}

function expected(as: Somebody, gate: Access | 'public'): string {
  if (mayPass(as, gate)) return 'let in'
  return as === 'anonymous' ? 'unauthorized' : 'forbidden'
}

/** A tRPC call as it goes over the wire, with an API key. */
function call(as: Somebody, name: string, type: string, input: unknown): Promise<Answer> {
  const person = as === 'anonymous' ? null : as === 'outsider' ? it.outsider : it.people[as]
  const headers = { 'content-type': 'application/json', ...(person && { 'x-api-key': person.key }) }
  if (type === 'mutation') return it.send(`/trpc/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
  return it.send(`/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers })
}

/** Only the status: a live stream never ends. */
async function statusOf(as: Somebody, method: string, path: string, body: unknown) {
  const person = as === 'anonymous' ? null : as === 'outsider' ? it.outsider : it.people[as]
  const headers = { 'content-type': 'application/json', ...(person && { 'x-api-key': person.key }) }
  const response = await it.app.fetch(
    new Request(new URL(path, it.app.config.url), {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  )
  await response.body?.cancel()
  return response.status
}

test('every procedure and route has a row in the table, and every row its procedure or route', () => {
  expect([...PROCEDURES.keys()].toSorted()).toEqual(procedures.map(([name]) => name).toSorted())
  expect([...ROUTES.keys()].toSorted()).toEqual(routes.map(({ name }) => name).toSorted())
  expect(DOORS.toSorted()).toEqual(doors.map(({ path }) => path).toSorted())
})

test.each(doors)('$path is closed to whoever brings no proof, an admin included', async ({ path }) => {
  for (const as of EVERYBODY) {
    const status = await statusOf(as, 'POST', path.replaceAll(/\{\w+\}/g, 'missing'), NONSENSE)
    expect(status, `${path} as ${as}`).toBe(401)
  }
})

describe('who may call', () => {
  test.each(procedures)('%s', async (name, { _def }) => {
    const gate = PROCEDURES.get(name) ?? 'admin'
    for (const as of EVERYBODY) {
      const { status } = await call(as, name, _def.type, NONSENSE)
      expect(verdictOf(status), `${name} as ${as}`).toBe(expected(as, gate))
    }
  })

  test.each(routes)('$name', async ({ name, method, path, body }) => {
    const gate = ROUTES.get(name) ?? 'admin'
    const address = path.replaceAll(/\{\w+\}/g, 'missing')
    for (const as of EVERYBODY) {
      const status = await statusOf(as, method.toUpperCase(), address, body ? NONSENSE : undefined)
      expect(verdictOf(status), `${name} as ${as}`).toBe(expected(as, gate))
    }
  })

  test('managers see alerts where the organization says so', async () => {
    const { trpc } = await testApp()
    await expect(trpc('manager').alerts.unmapped.query()).rejects.toMatchObject({ data: { code: 'forbidden' } })
    await trpc('admin').organization.update.mutate({ settings: { alertsForManagers: true } })
    await expect(trpc('manager').alerts.unmapped.query()).resolves.toBeDefined()
  })
})

/** Their body is a list, so the mistake of sending an object is the body's own. */
const LISTS = ['POST /api/signals', 'POST /api/messages']

describe('a refused body names its path', () => {
  const withBody = routes.filter(({ body }) => body)
  test.each(withBody)('$name', async ({ name, method, path }) => {
    const answer = await it.rest('admin', method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'missing'), NONSENSE)
    expect(answer.status).toBe(400)
    expect(answer.body.issues.length).toBeGreaterThan(0)
    for (const issue of answer.body.issues)
      expect(issue).toEqual({ path: expect.any(Array), message: expect.any(String) })
    const named = (issue: { path: unknown[] }) => issue.path.length > 0
    expect(answer.body.issues.every(named) || LISTS.includes(name)).toBe(true)
  })

  const withInput = procedures.filter(
    ([, { _def }]) => _def.type === 'mutation' && ((_def as unknown as { inputs: unknown[] }).inputs.length ?? 0) > 0,
  )
  test.each(withInput)('%s', async (name) => {
    const answer = await call('admin', name, 'mutation', NONSENSE)
    expect(answer.status).toBe(400)
    const { issues } = answer.body.error.data
    expect(issues.every((issue: { path: unknown[] }) => issue.path.length > 0)).toBe(true)
  })
})
