import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../server/cli/program.ts'
import { type Listening, listen } from '../../server/http/server.ts'
import { type TestApp, testApp } from '../support/harness.ts'

let it: TestApp
let server: Listening
let env: Record<string, string>

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

beforeAll(async () => {
  const port = await freePort()
  it = await testApp({ env: { PORT: String(port) } })
  server = await listen(it.app)
  env = {
    PORT: String(port),
    HOIST_DATA: it.app.config.dataDir,
    HOIST_SECRET: it.app.config.secret,
    HOIST_LOG: 'silent',
  }
})

afterAll(() => server.close(0))

async function hoist(args: string[], environment: Record<string, string> = env) {
  const out: string[] = []
  const err: string[] = []
  const terminal = {
    env: environment,
    out: (line: string) => out.push(line),
    err: (line: string) => err.push(line),
    stopped: async () => {},
    node: process.versions.node,
    leave() {},
    input: () => Readable.from([]),
  }
  const code = await run(args, terminal)
  return { code, out, err: err.join('\n') }
}

describe('a command to the server on this machine', () => {
  test('acts as its administrator without a key', async () => {
    const { code, out } = await hoist(['key', 'create', '--name', 'CI', '--user', it.people.manager.email])
    expect([code, out.length]).toEqual([0, 1])
    const mine = await it.send('/trpc/session.me', { headers: { 'x-api-key': out[0]! } })
    expect(mine.body.result.data.role).toBe('manager')
  })

  test('adds people and runs jobs', async () => {
    const user = ['user', 'add', '--email', 'kofi@example.com', '--name', 'Kofi', '--role', 'member']
    expect((await hoist(user)).out[0]).toMatch(/\/accept\/[\w-]{32}$/)
    expect(await hoist(user)).toMatchObject({ code: 1, out: [], err: 'Kofi is a member already' })
    const { code, out } = await hoist(['jobs', 'run', 'sweep-escalate'])
    expect([code, JSON.parse(out[0]!).job]).toEqual([0, 'sweep-escalate'])
  })

  test('needs the data folder’s secret, and never sends it elsewhere', async () => {
    const secret = 'another secret of thirty-two letters'
    expect(await hoist(['jobs', 'run', 'x'], { ...env, HOIST_SECRET: secret })).toMatchObject({
      code: 1,
      err: 'The local admin token is not valid here',
    })
    const elsewhere = { ...env, HOIST_URL: 'https://hoist.invalid' }
    expect((await hoist(['jobs', 'run', 'retention'], elsewhere)).code).toBe(0)
    const withKey = { ...elsewhere, HOIST_API_KEY: it.people.admin.key }
    expect((await hoist(['jobs', 'run', 'retention'], withKey)).err).toContain(
      'No Hoist answers at https://hoist.invalid',
    )
  })

  test('used wrongly says how, with exit code 2', async () => {
    expect(await hoist(['user', 'add', '--email', 'x@example.com'])).toMatchObject({ code: 2, out: [] })
    expect((await hoist(['user', 'add', '--role', 'king'])).err).toContain('Allowed choices are admin, manager')
    expect((await hoist(['nonsense'])).code).toBe(2)
    expect((await hoist(['version'])).out[0]).toMatch(/^\d+\.\d+\.\d+/)
  })
})

describe('hoist setup', () => {
  test('passes on what a running server says', async () => {
    const who = ['--organization', 'Again', '--email', 'ada@acme.test', '--password', 'a sturdy password']
    const err = 'This installation is set up already: sign in instead'
    expect(await hoist(['setup', ...who])).toMatchObject({ code: 1, out: [], err })
  })

  const folders: string[] = []
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  test('prints one line of JSON, once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hoist-test-'))
    folders.push(folder)
    const fresh = { HOIST_DATA: folder, HOIST_LOG: 'silent' }
    const args = [
      'setup',
      '--organization',
      'Acme',
      '--email',
      'Ada@acme.test',
      '--password',
      'a sturdy password',
      '--json',
    ]
    const { code, out } = await hoist(args, fresh)
    expect([code, out.length]).toEqual([0, 1])
    expect(Object.keys(JSON.parse(out[0]!))).toEqual(['organizationId', 'userId', 'apiKey'])
    expect(await hoist(args, fresh)).toMatchObject({
      code: 1,
      out: [],
      err: 'This installation is set up already: sign in instead',
    })
    expect((await hoist([...args.slice(0, 6), 'short'], fresh)).err).toBe('Use at least 8 characters')
    expect(statSync(join(folder, 'hoist.db')).isFile()).toBe(true)
  })
})
