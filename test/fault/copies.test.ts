import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { restoreBackup } from '../../server/backups/restore.ts'
import { backupFile, backupFolder, listBackups, makeBackup } from '../../server/db/backup-files.ts'
import { checkCopy } from '../../server/db/copy.ts'
import { openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'
import { SECOND } from '../../shared/time/instant.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, engines } from '../support/engines.ts'
import { bundleProgram, runProgram } from '../support/killable.ts'
import { rounds, timeFor } from '../support/rounds.ts'
import { organizationRow } from '../support/rows.ts'
import type { CopyTask } from './copy-program.ts'

const ROUNDS = rounds(9)
/** So that a copy is several megabytes and takes its time. */
const ROWS = 4_000
/** How much of the copy is there when the process dies; more than all of it: at a later step. */
const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1]

let program = ''
const clock = testClock()
beforeAll(async () => {
  program = await bundleProgram('copy-program')
})
afterAll(cleanUp)

const open = (dataDir: string) => openDb({ databaseUrl: null, dataDir, clock, log: createLog('silent') })

async function addRows(dataDir: string, prefix: string): Promise<void> {
  const db = await open(dataDir)
  for (let from = 0; from < ROWS; from += 500) {
    const rows = Array.from({ length: 500 }, (_, index) => organizationRow(`${prefix}${from + index}`))
    const long = rows.map((row) => ({ ...row, name: row.name.padEnd(1_500, '.') }))
    await db.write((tx) => tx.insert(tx.t.organization).values(long))
  }
  await db.close()
}

/** How many rows the data holds, as a server finds it. */
async function countIn(dataDir: string): Promise<number> {
  const db = await open(dataDir)
  const count = await db.read.$count(db.t.organization)
  await db.close()
  return count
}

const later = (): string => {
  clock.advance(SECOND)
  return new Date(clock.now()).toISOString().replaceAll(/[-:.]/g, '')
}
const left = (folder: string, part: string) => readdirSync(folder).filter((name) => name.includes(part))

test(`a backup killed ${ROUNDS} times in the middle: none is listed that is not whole`, {
  timeout: timeFor(ROUNDS),
}, async () => {
  const { dataDir } = await engines[0]!.place()
  await addRows(dataDir, 'a')
  const folder = backupFolder(dataDir)
  const { bytes } = makeBackup(dataDir, 'routine', clock)
  for (let round = 0; round < ROUNDS; round += 1) {
    const name = `hoist-${later()}.db`
    const share = SHARES[round % (SHARES.length + 1)]
    const watch =
      share === undefined
        ? { file: join(folder, name), bytes: 0 }
        : { file: join(folder, `${name}.unfinished`), bytes: share * bytes }
    const task: CopyTask = { dataDir, now: clock.now(), restore: null, watch }
    expect(await runProgram(program, task)).toMatchObject({ killed: true, errors: '' })
    for (const backup of listBackups(dataDir)) {
      expect(checkCopy(backupFile(dataDir, backup.name)!)).toMatchObject({ bytes: backup.bytes })
    }
  }
  expect(await countIn(dataDir)).toBe(ROWS)
  later()
  const last = makeBackup(dataDir, 'routine', clock)
  expect(listBackups(dataDir)[0]).toEqual(last)
  expect(left(folder, '.unfinished')).toEqual([])
})

test(`a restore killed ${ROUNDS} times in the middle leaves the old data or the new`, {
  timeout: timeFor(ROUNDS),
}, async () => {
  const { dataDir } = await engines[0]!.place()
  await addRows(dataDir, 'a')
  const small = backupFile(dataDir, makeBackup(dataDir, 'routine', clock).name)!
  await addRows(dataDir, 'b')
  later()
  const large = backupFile(dataDir, makeBackup(dataDir, 'routine', clock).name)!
  const arriving = join(dataDir, 'hoist.db.arriving')
  const found = new Set<string>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await countIn(dataDir)
    const [backup, after] = before === ROWS ? [large, 2 * ROWS] : [small, ROWS]
    const share = SHARES[round % (SHARES.length + 1)]
    const kept = `${join(dataDir, 'hoist.db')}.before-restore-${later().slice(0, 15)}Z`
    const watch =
      share === undefined ? { file: kept, bytes: 0 } : { file: arriving, bytes: share * statSync(backup).size }
    const task: CopyTask = { dataDir, now: clock.now(), restore: backup, watch }
    expect(await runProgram(program, task)).toMatchObject({ killed: true, errors: '' })
    const count = await countIn(dataDir)
    expect([before, after]).toContain(count)
    found.add(count === before ? 'old' : 'new')
  }
  expect(found).toContain('old')
  later()
  restoreBackup(small, dataDir, clock.now())
  expect(await countIn(dataDir)).toBe(ROWS)
  expect(left(dataDir, 'arriving')).toEqual([])
})
