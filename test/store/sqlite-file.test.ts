import Database from 'better-sqlite3'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { lockFolder } from '../../server/db/folder-lock.ts'
import { mountOf, refuseNetworkDrive } from '../../server/db/network-drive.ts'
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
    const { lockFolder } = await import(${JSON.stringify(new URL('../../server/db/folder-lock.ts', import.meta.url).href)})
    try { lockFolder(${JSON.stringify(dataDir)}) } catch (error) { console.log(error.message) }`
  const started = spawnSync(process.execPath, ['--input-type=module', '-e', other], { encoding: 'utf8' })
  expect(started.stdout).toContain('Another Hoist is running')
  await first.close()
  await (await openDb({ ...parts, dataDir })).close()
})

test('a folder is free again once its holder was killed', async () => {
  const { dataDir } = await sqlite.place()
  const hold = `
    const { lockFolder } = await import(${JSON.stringify(new URL('../../server/db/folder-lock.ts', import.meta.url).href)})
    lockFolder(${JSON.stringify(dataDir)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', hold])
  await once(holder.stdout, 'data')
  expect(() => lockFolder(dataDir)).toThrow('Another Hoist is running')
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  await (await openDb({ ...parts, dataDir })).close()
})

test.each([
  [
    'not a database at all',
    (file: string) => writeFileSync(file, 'This is a letter, not a database.'.repeat(99)),
    'damaged',
    74,
  ],
  [
    "another program's database",
    (file: string) => {
      const client = new Database(file)
      client.exec('create table bookmarks (url text)')
      client.close()
    },
    'another program',
    78,
  ],
  [
    'a page of zeros in the middle',
    (file: string) => {
      copyFileSync(join(healthy(), 'hoist.db'), file)
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.fill(0, 4096 * 5, 4096 * 6))
    },
    'damaged',
    74,
  ],
  [
    'cut off',
    (file: string) => {
      copyFileSync(join(healthy(), 'hoist.db'), file)
      const bytes = readFileSync(file)
      writeFileSync(file, bytes.subarray(0, bytes.length / 2))
    },
    'damaged',
    74,
  ],
  [
    "a newer Hoist's",
    (file: string) => {
      copyFileSync(join(healthy(), 'hoist.db'), file)
      const client = new Database(file)
      client.exec(`insert into hoist_migration select 9999, 'later', 'x', 1`)
      client.pragma('journal_mode = DELETE')
      client.close()
    },
    'a newer Hoist',
    78,
  ],
  ['a folder', (file: string) => mkdirSync(file), 'cannot be opened', 78],
])(
  'a file that is %s stops the start with a sentence and a code, and is left as it was',
  async (_, damage, words, code) => {
    const dataDir = newFolder()
    const file = join(dataDir, 'hoist.db')
    healthyFolder = (await sqlite.place()).dataDir
    damage(file)
    const bytes = () => (statSync(file).isFile() ? readFileSync(file).toString('latin1') : '')
    const before = bytes()
    const opening = openDb({ ...parts, dataDir })
    await expect(opening).rejects.toThrow(StartRefusal)
    await expect(opening).rejects.toThrow(words)
    await expect(opening).rejects.toMatchObject({ exitCode: code })
    expect(bytes() === before).toBe(true)
  },
)

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

describe('a network drive', () => {
  const MOUNTS = [
    '26 1 254:0 / / rw,relatime - ext4 /dev/vda rw',
    '40 26 0:40 / /srv/my\\040files rw - nfs4 server:/export rw',
    '41 26 0:41 / /srv/share rw - cifs //server/share rw',
    '42 41 254:1 / /srv/share/local rw - ext4 /dev/vdb rw',
    '43 26 0:43 / /srv/ssh rw - fuse.sshfs server:/ rw',
    '44 26 0:44 / /srv/merged rw - fuse.mergerfs a:b rw',
  ].join('\n')

  test.each([
    ['/srv', 'ext4'],
    ['/srv/my files/hoist', 'nfs4'],
    ['/srv/share', 'cifs'],
    ['/srv/share/local/hoist', 'ext4'],
    ['/srv/shared', 'ext4'],
    ['/srv/ssh/x', 'fuse.sshfs'],
    ['/srv/merged', 'fuse.mergerfs'],
  ])('%s lies on %s', (path, type) => {
    expect(mountOf(path, MOUNTS)?.type).toBe(type)
  })

  test.each(['nfs4', 'cifs', '9p', 'fuse.sshfs'])('of type %s is refused with the way to PostgreSQL', (type) => {
    const folder = newFolder()
    const mounts = `26 1 254:0 / / rw - ext4 /dev/vda rw\n40 26 0:40 / ${realpathSync(tmpdir())} rw - ${type} x rw`
    expect(() => refuseNetworkDrive(folder, mounts)).toThrow(/network drive .*HOIST_DATA.*DATABASE_URL=postgres/)
    expect(() => refuseNetworkDrive(folder, mounts.replace(type, 'xfs'))).not.toThrow()
    // As this machine really is: the tests' own folder is local.
    expect(() => refuseNetworkDrive(folder)).not.toThrow()
  })
})
