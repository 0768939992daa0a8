import { chmodSync, closeSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../../server/cli/program.ts'
import { openFile } from '../../server/db/driver.ts'
import type { Finding } from '../../server/doctor/finding.ts'
import { checkServer } from '../../server/doctor/server-check.ts'
import { VERSION } from '../../server/version.ts'
import { listen } from '../../server/http/server.ts'
import { cleanUp, eachEngine, emptyPostgres, type Engine, engines } from '../support/engines.ts'
import { testApp } from '../support/harness.ts'
import { withClient } from '../support/templates.ts'

const SECRET = 'a secret that every test shares, 32+'
/** A port where nobody listens. */
async function freePort(): Promise<string> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return String(port)
}

async function doctor(env: Record<string, string>) {
  const out: string[] = []
  const err: string[] = []
  const code = await run(['doctor', '--json'], {
    env: { HOIST_SECRET: SECRET, PORT: await freePort(), ...env },
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    stopped: async () => {},
    node: process.versions.node,
    leave() {},
    input: () => Readable.from([]),
  })
  const { healthy, findings } = JSON.parse(out.join('\n')) as { healthy: boolean; findings: Finding[] }
  return { code, healthy, err, of: (check: string) => findings.find((one) => one.check === check) }
}

const LATER = `insert into hoist_migration (number, name, sha256, "appliedAt") values (9000, 'later', '', 0)`

function envOf({ databaseUrl, dataDir }: Awaited<ReturnType<Engine['place']>>) {
  return { HOIST_DATA: dataDir, ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }) }
}

eachEngine('hoist doctor', (_open, engine) => {
  test('finds nothing wrong with a sound installation, and says what it saw', async () => {
    const place = await engine.place()
    const { code, healthy, err, of } = await doctor(envOf(place))
    expect({ code, healthy, err }).toEqual({ code: 0, healthy: true, err: [] })
    expect(of('Program')?.says).toContain(`Hoist ${VERSION}, Node ${process.versions.node}`)
    expect(of('Data folder')).toMatchObject({ verdict: 'ok', says: expect.stringContaining(place.dataDir) })
    const wanted = /^(SQLite 3\.\d+.*, sound|PostgreSQL \d+.*), schema \d+$/
    expect(of('Database')).toMatchObject({ verdict: 'ok', says: expect.stringMatching(wanted) })
    expect(of('Server')).toMatchObject({ verdict: 'ok', says: expect.stringContaining('None answers') })
    expect(of('Adoption')?.says).toContain('0 of 0 organizations have active rules')
    // SQLite is this machine's clock, and PostgreSQL is backed up where it runs.
    expect([of('Clock')?.verdict, of('Backups')?.verdict]).toEqual(
      { sqlite: [undefined, 'warning'], postgres: ['ok', 'ok'] }[engine.name],
    )
  })
})

describe('hoist doctor', () => {
  afterAll(cleanUp)
  const sqlite = engines.find(({ name }) => name === 'sqlite')!

  test('tells a damaged file, with the way out, and fails', async () => {
    const place = await sqlite.place()
    const file = join(place.dataDir, 'hoist.db')
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(4096 * 4, 7), 0, 4096 * 4, Math.floor(statSync(file).size / 8192) * 4096)
    closeSync(handle)
    const { code, healthy, err, of } = await doctor(envOf(place))
    expect({ code, healthy, err }).toEqual({ code: 1, healthy: false, err: ['One problem needs you'] })
    expect(of('Database')).toMatchObject({ verdict: 'problem', says: expect.stringContaining('hoist restore') })
    expect(of('Adoption')).toBeUndefined()
  })

  test('tells the data of a newer Hoist', async () => {
    const place = await sqlite.place()
    const client = openFile(join(place.dataDir, 'hoist.db'))
    client.prepare(LATER).run()
    client.close()
    const { code, of } = await doctor(envOf(place))
    expect(code).toBe(1)
    expect(of('Database')).toMatchObject({ verdict: 'problem', says: expect.stringContaining('a newer Hoist') })
  })

  test('tells the data of a newer Hoist on PostgreSQL', async () => {
    const place = await engines.find(({ name }) => name === 'postgres')!.place()
    await withClient(place.databaseUrl!, (client) => client.query(LATER))
    const { code, of } = await doctor(envOf(place))
    expect(code).toBe(1)
    expect(of('Database')).toMatchObject({ verdict: 'problem', says: expect.stringContaining('a newer Hoist') })
  })

  test('an empty PostgreSQL database is no fault', async () => {
    const place = await sqlite.place()
    const { code, of } = await doctor({ HOIST_DATA: place.dataDir, DATABASE_URL: await emptyPostgres() })
    expect(code).toBe(0)
    expect(of('Database')).toMatchObject({ verdict: 'warning', says: expect.stringContaining('Schema 0') })
  })

  test('a file that cannot be opened is not called damaged, and nobody is sent to restore', async () => {
    const place = await sqlite.place()
    const folder = join(place.dataDir, 'other')
    mkdirSync(join(folder, 'hoist.db'), { recursive: true })
    const { code, of } = await doctor({ HOIST_DATA: folder })
    expect(code).toBe(1)
    expect(of('Database')).toMatchObject({ verdict: 'problem', says: expect.stringContaining('cannot be read') })
    expect(of('Database')?.says).not.toContain('restore')
  })

  test('a data folder that is a file', async () => {
    const place = await sqlite.place()
    const file = join(place.dataDir, 'plain')
    writeFileSync(file, '')
    const { code, of } = await doctor({ HOIST_DATA: file })
    expect([code, of('Database')]).toEqual([1, undefined])
    expect(of('Data folder')).toMatchObject({ verdict: 'problem', says: expect.stringContaining('is no folder') })
  })

  test('works beside a server that runs on the folder, and asks it', async () => {
    const port = await freePort()
    const it = await testApp({ env: { PORT: port } })
    const server = await listen(it.app)
    const { code, of } = await doctor({ HOIST_DATA: it.app.config.dataDir, PORT: port })
    await server.close(0)
    expect(code).toBe(0)
    expect(of('Database')?.verdict).toBe('ok')
    expect(of('Server')).toMatchObject({ verdict: 'ok', says: expect.stringContaining('is ready') })
  })

  test('warns of a folder that others may read', async () => {
    const place = await sqlite.place()
    chmodSync(place.dataDir, 0o755)
    const { code, of } = await doctor(envOf(place))
    expect(code).toBe(0)
    expect(of('Data folder')).toMatchObject({ verdict: 'warning', says: expect.stringContaining('chmod 700') })
  })

  test('an empty folder is no fault, a database server that does not answer is', async () => {
    const place = await sqlite.place()
    const empty = await doctor({ HOIST_DATA: join(place.dataDir, 'not-yet') })
    expect(empty.code).toBe(0)
    expect(empty.of('Database')?.says).toContain('made at the first start')
    const away = await doctor({ HOIST_DATA: place.dataDir, DATABASE_URL: 'postgres://hoist@127.0.0.1:1/hoist' })
    expect(away.code).toBe(1)
    expect(away.of('Database')?.says).toContain('PostgreSQL cannot be reached')
  })
})

describe('the server it asks', () => {
  const servers: ReturnType<typeof createServer>[] = []
  afterAll(() => {
    for (const server of servers) server.closeAllConnections()
    for (const server of servers) server.close()
  })

  /** Answers with the body; without one, never. */
  async function answering(body?: string): Promise<string> {
    const server = createServer((_, response) => void (body !== undefined && response.end(body)))
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const ready = (given: object) => JSON.stringify({ status: 'ready', problems: [], version: VERSION, ...given })

  test.each([
    ['ready', ready({}), 'ok', 'is ready'],
    ['late', ready({ status: 'late', problems: ['It waits.'] }), 'warning', 'It waits.'],
    ['not ready', ready({ status: 'not ready', problems: ['No room.'] }), 'problem', 'No room.'],
    ['of another version', ready({ version: '0.0.1' }), 'warning', 'runs Hoist 0.0.1'],
    ['another program', '<html></html>', 'problem', 'not Hoist'],
    ['another program with JSON', '{}', 'problem', 'not Hoist'],
  ])('%s', async (_, body, verdict, says) => {
    expect(await checkServer(await answering(body))).toMatchObject({ verdict, says: expect.stringContaining(says) })
  })

  test('one that hangs', async () => {
    const found = await checkServer(await answering(), 50)
    expect(found).toMatchObject({ verdict: 'problem', says: expect.stringContaining('does not answer within 0.05 s') })
  })

  test('none', async () => {
    expect(await checkServer(`http://127.0.0.1:${await freePort()}`)).toMatchObject({ verdict: 'ok' })
  })
})
