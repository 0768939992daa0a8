import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, it } from 'vitest'
import { run } from '../../server/cli/program.ts'
import { type Listening, listen } from '../../server/http/server.ts'
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

it('exports what an import of another installation makes the same again', async () => {
  const from = await served()
  const { test } = from
  const metrics = { arr: 120000, health_score: 71.5 }
  const acme = { externalId: 'acme', name: 'Acme "Süd", Ltd', segment: 'Enterprise', tags: ['a', 'b'], metrics }
  await test.rest('admin', 'POST', '/api/customers', [
    { ...acme, ownerEmail: test.people.member.email, timezone: 'Europe/Berlin', renewalAt: '2027-06-01T00:00:00Z' },
    { externalId: 'beta', name: 'Beta' },
  ])
  const ann = { externalId: 'ann', customer: 'ext:acme', name: 'Ann', email: 'ann@acme.test' }
  expect((await test.rest('admin', 'POST', '/api/contacts', ann)).status).toBe(200)
  const renewal = { externalId: 'renewal', customer: 'ext:acme', definition: 'Renewal', priority: 'high' }
  const owned = { ...renewal, assigneeEmail: test.people.member.email, dueAt: '2027-03-01T09:00:00Z' }
  expect((await test.rest('admin', 'POST', '/api/workflows', owned)).status).toBe(200)

  const first = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  expect(JSON.parse(await from.hoist('export', first, '--json'))).toEqual({ customers: 2, contacts: 1, workflows: 1 })

  const to = await served()
  for (const kind of ['customers', 'contacts', 'workflows']) {
    const done = JSON.parse(await to.hoist('import', kind, join(first, `${kind}.ndjson`)))
    expect(done).toMatchObject({ state: 'done', rejected: 0 })
  }
  const second = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  await to.hoist('export', second)
  for (const kind of ['customers', 'contacts', 'workflows']) expect(linesOf(second, kind)).toEqual(linesOf(first, kind))
})
