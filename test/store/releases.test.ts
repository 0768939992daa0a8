import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { postgresMigrations, sqliteMigrations } from '../../drizzle/migrations/embedded.ts'
import { type App, createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { backupFile, listBackups } from '../../server/db/backup-files.ts'
import { checkCopy } from '../../server/db/copy.ts'
import { createLog } from '../../server/log.ts'
import { localAdminToken } from '../../server/secret.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, emptyPostgres } from '../support/engines.ts'
import { releases, type Row, thaw, thawPostgres } from '../support/releases.ts'
import { root } from '../support/source-files.ts'
import { withClient } from '../support/templates.ts'

// Data of every released version, brought up to date by this one.

const SECRET = 'a secret that every test shares, 32+'
afterAll(cleanUp)

async function upgraded(env: Record<string, string>): Promise<App> {
  const config = parseConfig({ HOIST_SECRET: SECRET, ...env })
  return createApp(config, { clock: testClock(), log: createLog('silent') })
}

/** What a reader sees of it, by the server's own administrator. */
async function read(app: App, path: string) {
  const headers = { 'x-api-key': localAdminToken(SECRET) }
  const response = await app.fetch(new Request(new URL(path, app.config.url), { headers }), { address: '127.0.0.1' })
  return { status: response.status, body: (await response.json()) as any }
}

/** Rows as SQLite has them, in an order of their own, with the columns they had when they were frozen. */
function comparable(rows: readonly Row[], like: Row): string[] {
  return rows.map((row) => JSON.stringify(Object.keys(like).map((name) => row[name] ?? null))).toSorted()
}

it('is frozen for every version that the changelog calls released', () => {
  const released = [...readFileSync(join(root, 'CHANGELOG.md'), 'utf8').matchAll(/^## \[?(\d+\.\d+\.\d+)/gm)]
  const frozen = releases().map(({ version }) => version)
  expect(frozen).toContain('0.1.0')
  expect(frozen).toEqual(expect.arrayContaining(released.map(([, version]) => version)))
})

describe.each(releases())('data of $version', (release) => {
  it('on SQLite keeps every row, after a verified backup', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'hoist-test-'))
    const file = join(dataDir, 'hoist.db')
    thaw(release, file)
    const app = await upgraded({ HOIST_DATA: dataDir })
    const found = await read(app, '/api/workflows?limit=5')
    expect(found).toMatchObject({ status: 200, body: { count: release.tables.get('workflow')!.length } })
    await app.stop()

    expect(checkCopy(file).schema).toBe(sqliteMigrations.length)
    const client = new Database(file, { readonly: true })
    const applied = client.prepare<[], string>('select sha256 from hoist_migration order by number').pluck().all()
    expect(applied.slice(0, release.schema)).toEqual(release.hashes)
    for (const [table, rows] of release.tables) {
      const now = client.prepare<[], Row>(`select * from "${table}"`).all()
      expect(comparable(now, rows[0]!)).toEqual(comparable(rows, rows[0]!))
    }
    client.close()
    const [backup] = listBackups(dataDir)
    expect(backup).toMatchObject({ kind: 'upgrade', schema: release.schema })
    expect(checkCopy(backupFile(dataDir, backup!.name)!).schema).toBe(release.schema)
  })

  it('on PostgreSQL keeps every row', async () => {
    const url = await emptyPostgres()
    await withClient(url, (client) => thawPostgres(release, client))
    const app = await upgraded({ DATABASE_URL: url, HOIST_DATA: mkdtempSync(join(tmpdir(), 'hoist-test-')) })
    const found = await read(app, '/api/workflows?limit=5')
    expect(found).toMatchObject({ status: 200, body: { count: release.tables.get('workflow')!.length } })
    await app.stop()
    await withClient(url, async (client) => {
      const applied = await client.query('select number from hoist_migration')
      expect(applied.rowCount).toBe(postgresMigrations.length)
      for (const [table, rows] of release.tables) {
        const { rows: counted } = await client.query(`select count(*)::int as n from "${table}"`)
        expect([table, counted[0].n]).toEqual([table, rows.length])
      }
    })
  })
})
