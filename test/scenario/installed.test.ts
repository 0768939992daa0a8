import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanUp, emptyPostgres } from '../support/engines.ts'
import {
  buildAll,
  checkout,
  emptyFolder,
  executable,
  freePort,
  type Installed,
  removeFolders,
  runCommand,
  type Serving,
  serveFrom,
  type Surroundings,
} from '../support/installed.ts'
import { root } from '../support/source-files.ts'

// The same on each way to have Hoist and on each engine: from an empty folder, with nothing else in the environment.

const BUILD_TIME = 300_000
const programs = new Map<string, Installed>([['npm start', checkout]])

beforeAll(() => {
  buildAll()
  programs.set('dist/hoist', executable())
}, BUILD_TIME)

afterAll(async () => {
  removeFolders()
  await cleanUp()
})

const engineEnv = {
  sqlite: async () => ({}),
  postgres: async () => ({ DATABASE_URL: await emptyPostgres(), HOIST_SECRET: 'only-for-tests-'.repeat(4) }),
}

smoke('npm start', 'sqlite', [secondServer])
smoke('npm start', 'postgres')
smoke('dist/hoist', 'sqlite', [secondServer, nothingElse])
smoke('dist/hoist', 'postgres', [nothingElse])

type Running = { program: Installed; where: Surroundings; server: Serving }
type Extra = (running: () => Running) => void

function secondServer(running: () => Running): void {
  it('refuses a second server on the same data', async () => {
    const { program, where } = running()
    const env = { ...where.env, PORT: String(await freePort()) }
    const second = await runCommand(program, ['serve'], { ...where, env })
    expect(second.code).toBe(75)
    expect(second.err).toMatch(/^Another Hoist is running on [^\n]+\n$/)
  })
}

function nothingElse(running: () => Running): void {
  it('uses nothing of the checkout', () => {
    const mapped = process.platform === 'linux' ? readFileSync(`/proc/${running().server.child.pid}/maps`, 'utf8') : ''
    expect(mapped).not.toContain(root)
  })
}

function smoke(name: string, engine: keyof typeof engineEnv, extras: Extra[] = []): void {
  describe(`${name} on ${engine}`, () => {
    let program: Installed
    let where: Surroundings
    let server: Serving
    let admin: { apiKey: string }

    const rest = async (method: string, path: string, body?: unknown) => {
      const headers = { 'x-api-key': admin.apiKey, 'content-type': 'application/json' }
      const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
      const response = await fetch(`${server.url}${path}`, init)
      return { status: response.status, body: (await response.json()) as any }
    }

    const phaseNow = async () => (await rest('GET', '/api/workflows/ext:renewal')).body.workflow.flowAction.phase

    beforeAll(async () => {
      program = programs.get(name)!
      const env = { PORT: String(await freePort()), TZ: 'Europe/London', ...(await engineEnv[engine]()) }
      where = { cwd: emptyFolder(), env }
      const who = ['--organization', 'Acme', '--email', 'ada@acme.test', '--password', 'a sturdy password', '--json']
      const { code, out, err } = await runCommand(program, ['setup', ...who], where)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      admin = JSON.parse(out) as typeof admin
      server = await serveFrom(program, where)
    })

    afterAll(() => server?.stop())

    it('is ready, and gives the screen', async () => {
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
      const page = await fetch(`${server.url}/workflows/some-page`)
      const html = await page.text()
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)![1]
      const asset = await fetch(`${server.url}${script}`)
      expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
      expect((await asset.arrayBuffer()).byteLength).toBe(Number(asset.headers.get('content-length')))
      expect((await fetch(`${server.url}/assets/missing.js`)).status).toBe(404)
      expect((await fetch(`${server.url}/docs`)).status).toBe(200)
    })

    it('fires an escalation when a metric crosses its threshold', async () => {
      await rest('POST', '/api/customers', { externalId: 'acme', name: 'Acme', metrics: { health_score: 71 } })
      const made = await rest('POST', '/api/workflows', {
        externalId: 'renewal',
        customer: 'ext:acme',
        definition: 'Renewal',
        assigneeEmail: 'ada@acme.test',
      })
      expect(made.status).toBe(200)
      const ben = await rest('POST', '/api/users', { email: 'ben@acme.test', name: 'Ben', role: 'manager' })
      const eventConfig = { metricName: 'health_score', operator: '<', threshold: 50 }
      const armed = await rest('POST', '/api/workflows/escalate-with-triggers', {
        workflowId: 'ext:renewal',
        escalateToUserId: ben.body.id,
        reason: 'Renewal at risk',
        logic: 'OR',
        triggers: [{ id: 't1', type: 'event', config: { eventType: 'usage_threshold_crossed', eventConfig } }],
      })
      expect(armed.body).toMatchObject({ success: true })
      await rest('POST', '/api/signals', [
        { id: 'reading-1', type: 'metric', customer: 'ext:acme', metric: 'health_score', value: 42 },
      ])
      let phase = await phaseNow()
      while (phase === 'armed') phase = await phaseNow()
      expect(phase).toBe('fired')
    })

    it('refuses in its own words, without a stack', async () => {
      const headers = { 'x-api-key': admin.apiKey, 'content-type': 'application/json' }
      for (const path of ['/api/customers', '/trpc/workflows.create', '/api/nothing']) {
        const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: '{"name":' })
        expect(response.status).toBeGreaterThanOrEqual(400)
        expect(response.status).toBeLessThan(500)
        expect(await response.text()).not.toMatch(/\bat .*:\d+:\d+|node_modules|\.[mc]?[jt]s:/)
      }
    })

    for (const more of extras) more(() => ({ program, where, server }))

    it('stops when told to, and has everything when started again', async () => {
      expect(await server.stop()).toBe(0)
      server = await serveFrom(program, where)
      expect(await phaseNow()).toBe('fired')
      expect(server.said()).not.toMatch(/"level":(50|60)/)
    })
  })
}
