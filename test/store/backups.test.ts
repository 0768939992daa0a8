import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { restoreBackup } from '../../server/backups/restore.ts'
import { backupFile, backupFolder, listBackups, makeBackup } from '../../server/db/backup-files.ts'
import { checkCopy, CopyError, requireRoom } from '../../server/db/copy.ts'
import type { Db } from '../../server/db/engine.ts'
import { openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'
import { type TestClock, testClock } from '../support/clock.ts'
import { cleanUp, engines } from '../support/engines.ts'

const sqlite = engines.find((engine) => engine.name === 'sqlite')!
const NOW = Date.parse('2027-01-15T09:00:00Z')

let clock: TestClock
let dataDir: string
let db: Db

async function open(): Promise<Db> {
  return openDb({ databaseUrl: null, dataDir, clock, log: createLog('silent') })
}

function add(name: string) {
  const row = { id: name, name, timeZone: 'UTC', settings: {} as never, createdAt: 0, updatedAt: 0 }
  return db.write((tx) => tx.insert(tx.t.organization).values(row))
}

function namesIn(file: string): string[] {
  const client = new Database(file, { readonly: true })
  const names = client.prepare('select name from organization order by name').pluck().all() as string[]
  client.close()
  return names
}

beforeAll(async () => {
  clock = testClock()
  dataDir = (await sqlite.place()).dataDir
  db = await open()
  await add('one')
})
afterAll(async () => {
  await db.close()
  await cleanUp()
})

it('makes a whole file of what is committed, while the database is in use', async () => {
  const made = makeBackup(dataDir, 'routine', clock)
  await add('two')
  expect(made).toMatchObject({ name: 'hoist-20270115T090000000Z.db', madeAt: NOW, kind: 'routine' })
  expect(made.rows).toBeGreaterThan(1)
  const file = backupFile(dataDir, made.name)!
  expect(namesIn(file)).toEqual(['one'])
  expect([statSync(file).mode & 0o777, statSync(file).size]).toEqual([0o600, made.bytes])
  expect(listBackups(dataDir)).toEqual([made])
  expect(checkCopy(file)).toEqual({ bytes: made.bytes, rows: made.rows, schema: made.schema })
})

it('knows only its own files by their names', () => {
  expect(backupFile(dataDir, '../hoist.db')).toBeNull()
  expect(backupFile(dataDir, 'hoist-20270115T090000001Z.db')).toBeNull()
})

it('lists a backup whose note a crash took, and removes what a crash left half done', () => {
  clock.advance(1)
  const folder = backupFolder(dataDir)
  copyFileSync(join(folder, 'hoist-20270115T090000000Z.db'), join(folder, 'hoist-20270114T024000000Z.db'))
  writeFileSync(join(folder, 'hoist-20270114T024000000Z.db.unfinished'), 'half')
  const [, known] = listBackups(dataDir)
  expect(known).toMatchObject({ madeAt: Date.parse('2027-01-14T02:40:00Z'), kind: 'routine' })
  makeBackup(dataDir, 'routine', clock)
  expect(readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toEqual([])
})

it('restores one in the place of the data, and keeps what was there', async () => {
  await db.close()
  const [latest] = listBackups(dataDir)
  const backup = backupFile(dataDir, 'hoist-20270115T090000000Z.db')!
  const restored = restoreBackup(backup, dataDir, clock.now())
  expect(latest).toBeDefined()
  expect(namesIn(restored.kept!)).toEqual(['one', 'two'])
  expect(existsSync(join(dataDir, 'hoist.db-wal'))).toBe(false)
  db = await open()
  const { organization } = db.t
  expect(await db.read.select({ name: organization.name }).from(organization)).toEqual([{ name: 'one' }])
  await add('three')
})

it('restores nothing while a server runs', () => {
  const backup = backupFile(dataDir, 'hoist-20270115T090000000Z.db')!
  expect(() => restoreBackup(backup, dataDir, NOW)).toThrow(/^Another Hoist is running on/)
})

it('refuses what is no sound backup, and leaves the data as it is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  const backup = backupFile(dataDir, 'hoist-20270115T090000000Z.db')!
  const bad = (name: string, spoil: (file: string) => void) => {
    const file = join(folder, name)
    copyFileSync(backup, file)
    spoil(file)
    return file
  }
  const here = join(folder, 'data')
  mkdirSync(here)
  writeFileSync(join(here, 'hoist.db'), 'what was there')
  const refused: [string, RegExp][] = [
    [join(folder, 'missing.db'), /^There is no file/],
    [bad('short.db', (file) => truncateSync(file, 8192)), /is damaged/],
    [bad('text.db', (file) => writeFileSync(file, 'not a database at all')), /is damaged or no database/],
    [
      bad('other.db', (file) => {
        const client = new Database(file)
        client.pragma('application_id = 1')
        client.close()
      }),
      /holds no data of Hoist/,
    ],
    [
      bad('newer.db', (file) => {
        const client = new Database(file)
        client.exec("insert into hoist_migration values (9999, 'later', 'x', 0)")
        client.close()
      }),
      /written by a newer Hoist/,
    ],
    [bad('used.db', (file) => writeFileSync(`${file}-wal`, 'a log')), /has a log beside it/],
  ]
  for (const [file, why] of refused) expect(() => restoreBackup(file, here, NOW)).toThrow(why)
  expect(readdirSync(here).sort()).toEqual(['hoist.db', 'hoist.lock'])
  expect(statSync(join(here, 'hoist.db')).size).toBe('what was there'.length)
})

it('says that there is nothing to back up', () => {
  const empty = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  expect(() => makeBackup(empty, 'routine', clock)).toThrow(CopyError)
})

it('needs room, and says how much', () => {
  expect(() => requireRoom(dataDir, 1e18, 'The upgrade')).toThrow(
    /^The upgrade needs \d+ MB free in .*, where \d+ MB are$/,
  )
})
