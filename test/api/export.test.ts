import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, it } from 'vitest'
import { run } from '../../server/cli/program.ts'
import { type Listening, listen } from '../../server/http/server.ts'
import { SAYS } from '../support/alert-texts.ts'
import { type TestApp, testApp } from '../support/harness.ts'
import { freePort } from '../support/installed.ts'

const listening: Listening[] = []
afterAll(() => Promise.all(listening.map((server) => server.close(0))))

async function served(): Promise<{ test: TestApp; hoist(...args: string[]): Promise<string> }> {
  const port = String(await freePort())
  const test = await testApp({ env: { PORT: port } })
  listening.push(await listen(test.app))
  const env = { PORT: port, HOIST_DATA: test.app.config.dataDir, HOIST_SECRET: test.app.config.secret }
  return {
    test,
    async hoist(...args) {
      const [out, err]: [string[], string[]] = [[], []]
      const terminal = {
        env,
        out: (line: string) => out.push(line),
        err: (line: string) => err.push(line),
        input: () => Readable.from([]),
        stopped: async () => {},
        node: process.versions.node,
        leave() {},
      }
      expect({ code: await run(args, terminal), err: err.filter((line) => /must|cannot/.test(line)) }).toEqual({
        code: 0,
        err: [],
      })
      return out.join('\n')
    },
  }
}

function linesOf(folder: string, kind: string): unknown[] {
  const text = readFileSync(join(folder, `${kind}.ndjson`), 'utf8').trim()
  return text.split('\n').map((line) => JSON.parse(line) as unknown)
}

const KINDS = ['customers', 'contacts', 'workflows', 'signals', 'messages']

it('exports what an import of another installation makes the same again, where it acts on nothing', async () => {
  const from = await served()
  const { test } = from
  const metrics = { arr: 120000, health_score: 71.5 }
  const properties = { plan: 'Gold', seats: 12, renewal_date: '2027-06-01', pilot: true, zip: '01234' }
  const acme = {
    externalId: 'acme',
    name: 'Acme "Süd", Ltd',
    segment: 'Enterprise',
    tags: ['a', 'b'],
    metrics,
    properties,
  }
  await test.rest('admin', 'POST', '/api/customers', [
    { ...acme, ownerEmail: test.people.member.email, timezone: 'Europe/Berlin', renewalAt: '2027-06-01T00:00:00Z' },
    { externalId: 'beta', name: 'Beta' },
  ])
  const ann = { externalId: 'ann', customer: 'ext:acme', name: 'Ann', email: 'ann@acme.test' }
  expect((await test.rest('admin', 'POST', '/api/contacts', ann)).status).toBe(200)
  const renewal = { externalId: 'renewal', customer: 'ext:acme', definition: 'Renewal', priority: 'high' }
  const owned = { ...renewal, assigneeEmail: test.people.member.email, dueAt: '2027-03-01T09:00:00Z' }
  expect((await test.rest('admin', 'POST', '/api/workflows', owned)).status).toBe(200)

  const reading = { id: 's1', type: 'metric', customer: 'ext:acme', metric: 'arr', value: 130000 }
  const signed = { id: 's2', type: 'manual_event', workflow: 'ext:renewal', eventKey: 'signed' }
  expect((await test.rest('admin', 'POST', '/api/signals', [reading, signed])).status).toBe(202)
  const cancels = { id: 'm1', customer: 'ext:acme', contact: 'ext:ann', channel: 'mail', text: SAYS.critical }
  const stranger = { id: 'm2', contact: 'who@else.test', channel: 'mail', text: 'Hello,\n\nn/a' }
  const messages = [cancels, stranger].map((message) => ({ ...message, direction: 'inbound' }))
  expect((await test.rest('admin', 'POST', '/api/messages', messages)).status).toBe(202)
  expect(await test.app.db.read.$count(test.app.db.t.alert)).toBe(1)

  const hold = { id: 'later', type: 'date', config: { date: '2027-05-01T09:00', timezone: 'Europe/Berlin' } }
  const asked = {
    workflowId: 'ext:renewal',
    triggers: [hold],
    escalateToUserId: test.people.manager.userId,
    reason: 'Due',
  }
  expect((await test.rest('admin', 'POST', '/api/workflows/escalate-with-triggers', asked)).status).toBe(200)

  const first = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  const counts = { customers: 2, contacts: 1, workflows: 1, signals: 2, messages: 2, 'open-actions': 1 }
  expect(JSON.parse(await from.hoist('export', first, '--json'))).toEqual(counts)

  const since = '2027-01-15T09:00:00.000Z'
  const open = {
    workflow: 'renewal',
    kind: 'escalate',
    phase: 'armed',
    logic: 'OR',
    triggers: [hold],
    reason: 'Due',
    since,
  }
  const manager = { recipientEmail: test.people.manager.email, recipientTeam: null }
  expect(linesOf(first, 'open-actions')).toEqual([{ ...open, ...manager }])

  const to = await served()
  for (const kind of KINDS) {
    const done = JSON.parse(await to.hoist('import', kind, join(first, `${kind}.ndjson`)))
    expect(done).toMatchObject({ state: 'done', rejected: 0 })
  }
  const second = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  await to.hoist('export', second)
  for (const kind of KINDS) expect(linesOf(second, kind)).toEqual(linesOf(first, kind))

  const { read, t } = to.test.app.db
  expect([await read.$count(t.alert), await read.$count(t.notification)]).toEqual([0, 0])
  const { body } = await to.test.rest('admin', 'GET', '/api/customers/ext:acme')
  expect(body).toMatchObject({ properties, metrics: { ...metrics, arr: 130000 } })
})

it('lists signals and messages page by page', async () => {
  const { test } = await served()
  await test.rest('admin', 'POST', '/api/customers', { externalId: 'acme', name: 'Acme' })
  const ids = ['a', 'b', 'c', 'd', 'e']
  await test.rest(
    'admin',
    'POST',
    '/api/signals',
    ids.map((id) => ({ id, type: 'customer_login', customer: 'ext:acme' })),
  )
  await test.rest(
    'admin',
    'POST',
    '/api/messages',
    ids.map((id) => ({ id, customer: 'ext:acme', channel: 'mail', direction: 'outbound', text: 'x' })),
  )
  for (const kind of ['signals', 'messages']) {
    const found: string[] = []
    let cursor = ''
    do {
      const { body } = await test.rest('admin', 'GET', `/api/${kind}?limit=2${cursor}`)
      found.push(...body[kind].map((one: { id: string }) => one.id))
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
    } while (cursor !== '')
    expect(found).toEqual(ids)
  }
})
