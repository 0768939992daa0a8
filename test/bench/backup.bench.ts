import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { restoreBackup } from '../../server/backups/restore.ts'
import { createBackups } from '../../server/backups/service.ts'
import { systemClock } from '../../server/clock.ts'
import { backupFile } from '../../server/db/backup-files.ts'
import { openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'
import { report } from './support/report.ts'
import { freshDataDir } from './support/server.ts'
import { spread, words } from './support/spread.ts'

// Backups while 200 units of work a second are committed, each restored into a folder of its own and looked through:
// what was acknowledged before a backup began is in it, and every row that is in it is whole.

const ROUNDS = 20
const PER_SECOND = 200
const FILLED = 40_000

const data = freshDataDir()
const log = createLog('silent')
const db = await openDb({ databaseUrl: null, dataDir: data.path, clock: systemClock, log })
const backups = createBackups({ clock: systemClock, log }, data.path)
let acknowledged = 0
let wrong = 0

function rows(count: number) {
  const from = acknowledged
  return Array.from({ length: count }, (_, index) => {
    const id = String(from + index).padStart(9, '0')
    return { id, name: id.repeat(20), timeZone: 'UTC', settings: {} as never, createdAt: 0, updatedAt: 0 }
  })
}

async function add(count: number): Promise<void> {
  await db.write((tx) => tx.insert(tx.t.organization).values(rows(count)))
  acknowledged += count
}

while (acknowledged < FILLED) await add(500)
let writing = true
const started = performance.now()
const writer = (async () => {
  const before = acknowledged
  while (writing) {
    // What a look through a restored file held up is made up for.
    const owed = ((performance.now() - started) / 1000) * PER_SECOND
    while (acknowledged - before < owed) await add(1)
    await new Promise((resolve) => setTimeout(resolve, 1000 / PER_SECOND))
  }
})()

function lookThrough(name: string, least: number): void {
  const place = freshDataDir()
  restoreBackup(backupFile(data.path, name) ?? '', place.path, systemClock.now())
  const client = new Database(join(place.path, 'hoist.db'), { readonly: true })
  const found = client.prepare<[], number>('select count(*) from organization').pluck().get() ?? 0
  const last = Number(client.prepare<[], string>('select max(id) from organization').pluck().get())
  if (found < least || last !== found - 1) wrong += 1
  client.close()
  place.remove()
}

const delay = monitorEventLoopDelay({ resolution: 1 })
const tookMs: number[] = []
const began = performance.now()
const writtenBefore = acknowledged
for (let round = 0; round < ROUNDS; round += 1) {
  const least = acknowledged
  delay.enable()
  const made = await backups.make()
  delay.disable()
  tookMs.push(made.tookMs)
  lookThrough(made.name, least)
}
const rate = ((acknowledged - writtenBefore) * 1000) / (performance.now() - began)
writing = false
await writer
await backups.stop()

await db.close()
data.remove()
report('Backups under load', [
  {
    what: 'written meanwhile',
    measured: `${rate.toFixed(0)}/s`,
    goal: `≥ ${PER_SECOND - 10}/s`,
    met: rate >= PER_SECOND - 10,
  },
  { what: 'one backup', measured: words(spread(tookMs), 'ms'), goal: '—' },
  { what: 'restored with something missing', measured: String(wrong), goal: '0', met: wrong === 0 },
  {
    what: 'longest silence of the loop',
    measured: `${(delay.max / 1e6).toFixed(0)} ms`,
    goal: '≤ 100 ms',
    met: delay.max / 1e6 <= 100,
  },
])
