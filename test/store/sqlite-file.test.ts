import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { openDb } from '../../server/db/open.ts'
import { StartRefusal } from '../../server/db/refusal.ts'
import { openReader, openWriter } from '../../server/db/sqlite-connection.ts'
import { createLog } from '../../server/log.ts'
import { cleanUp, engines } from '../support/engines.ts'
import { insertOrganization, organizationIds } from '../support/rows.ts'

const sqlite = engines[0]!
const parts = { databaseUrl: null, clock: systemClock, log: createLog('silent') }
const newFolder = () => mkdtempSync(join(tmpdir(), 'hoist-test-'))

afterAll(cleanUp)

test('the library has the fix of the WAL-reset bug', async () => {
  const db = await sqlite.open()
  const [major, minor, patch] = /(\d+)\.(\d+)\.(\d+)/.exec(db.version)!.slice(1).map(Number)
  expect(major! * 1e6 + minor! * 1e3 + patch!).toBeGreaterThanOrEqual(3_051_003)
})

test('both connections are durable, checked and keep foreign keys', () => {
  const file = join(newFolder(), 'hoist.db')
  const writer = openWriter(file)
  writer.exec('create table x (a)')
  const reader = openReader(file)
  for (const client of [writer, reader]) {
    const pragma = (name: string) => client.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('trusted_schema')).toBe(0)
    expect(pragma('cell_size_check')).toBe(1)
    expect(pragma('auto_vacuum')).toBe(2)
    expect(pragma('mmap_size')).toBe(0)
  }
  expect(() => reader.exec('insert into x values (1)')).toThrow('readonly')
  reader.close()
  writer.close()
})

test('a folder is made for its owner only, and the data is there again after closing', async () => {
  const dataDir = join(newFolder(), 'made', 'here')
  const db = await openDb({ ...parts, dataDir })
  expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  await db.write((tx) => insertOrganization(tx, 'a'))
  await db.close()
  const again = await openDb({ ...parts, dataDir })
  expect(await organizationIds(again.read)).toEqual(['a'])
  await again.close()
})

test('a second one on the same folder is refused at once, and let in when the first is gone', async () => {
  const { dataDir } = await sqlite.place()
  const first = await openDb({ ...parts, dataDir })
  await expect(openDb({ ...parts, dataDir })).rejects.toThrow(StartRefusal)
  await expect(openDb({ ...parts, dataDir })).rejects.toThrow('Another Hoist is running')
  const other = `
    const { lockFolder } = await import(${JSON.stringify(new URL('../../server/db/open.ts', import.meta.url).href)})
    try { lockFolder(${JSON.stringify(dataDir)}) } catch (error) { console.log(error.message) }`
  const started = spawnSync(process.execPath, ['--input-type=module', '-e', other], { encoding: 'utf8' })
  expect(started.stdout).toContain('Another Hoist is running')
  await first.close()
  await (await openDb({ ...parts, dataDir })).close()
})

test.each([
  [
    'not a database at all',
    (file: string) => writeFileSync(file, 'This is a letter, not a database.'.repeat(99)),
    'damaged',
  ],
  [
    "another program's database",
    (file: string) => {
      const client = new Database(file)
      client.exec('create table bookmarks (url text)')
      client.close()
    },
    'another program',
  ],
  [
    'a page of zeros in the middle',
    (file: string) => {
      copyFileSync(join(healthy(), 'hoist.db'), file)
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.fill(0, 4096 * 5, 4096 * 6))
    },
    'damaged',
  ],
  [
    'cut off',
    (file: string) => {
      copyFileSync(join(healthy(), 'hoist.db'), file)
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.subarray(0, bytes.length / 2))
    },
    'damaged',
  ],
])('a file that is %s stops the start with a sentence, and is left as it was', async (_, damage, words) => {
  const dataDir = newFolder()
  const file = join(dataDir, 'hoist.db')
  healthyFolder = (await sqlite.place()).dataDir
  damage(file)
  const before = readFileSync(file)
  const opening = openDb({ ...parts, dataDir })
  await expect(opening).rejects.toThrow(StartRefusal)
  await expect(opening).rejects.toThrow(words)
  expect(readFileSync(file).equals(before)).toBe(true)
})

let healthyFolder = ''
const healthy = () => healthyFolder

test('a full disk is told as full and leaves nothing behind', async () => {
  const db = await sqlite.open({ limits: { pages: 600 } })
  const long = 'x'.repeat(200_000)
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      db.write(async (tx) => {
        await insertOrganization(tx, `a${index}`)
        await insertOrganization(tx, `b${index}`, long)
      }),
    ),
  )
  const refused = results.filter((result) => result.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  for (const { reason } of refused) expect(reason).toMatchObject({ name: 'DomainError', code: 'full' })
  const stored = await db.read.$count(db.t.organization)
  expect(stored).toBe(2 * (20 - refused.length))
})
