import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { type Faults, noFaults } from '../faults.ts'
import type { Log } from '../log.ts'
import type { Db } from './engine.ts'
import { LIMITS, type Limits } from './limits.ts'
import { StartRefusal } from './refusal.ts'

export type OpenOptions = {
  /** `postgres://…`, or null for the file `hoist.db` in `dataDir`. */
  databaseUrl: string | null
  dataDir: string
  clock: Clock
  log: Log
  faults?: Faults
  limits?: Partial<Limits>
}

/**
 * Opens the database and brings it up to date. With SQLite the data folder belongs to one process at a time.
 * @throws StartRefusal with a sentence for the person who starts Hoist.
 */
export async function openDb(options: OpenOptions): Promise<Db> {
  const { databaseUrl, dataDir, clock, log } = options
  const parts = { clock, log, faults: options.faults ?? noFaults, limits: { ...LIMITS, ...options.limits } }
  if (databaseUrl !== null) {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres({ url: databaseUrl, ...parts })
  }
  const lock = lockFolder(dataDir)
  try {
    const { openSqlite } = await import('./sqlite.ts')
    const db = openSqlite({ file: join(dataDir, 'hoist.db'), ...parts })
    return {
      ...db,
      async close() {
        await db.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

/**
 * Takes the data folder for this process, until the answer is closed or the process ends, however it ends: the lock is
 * SQLite's own on a file beside the data, so nothing stale is ever left behind.
 */
export function lockFolder(dataDir: string): { close(): void } {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const lock = new Database(join(dataDir, 'hoist.lock'), { timeout: 0 })
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'SQLITE_BUSY') {
      throw new StartRefusal(
        `Another Hoist is running on ${dataDir}. Stop it first, or give this one its own folder (HOIST_DATA).`,
      )
    }
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartRefusal(`The data folder ${dataDir} cannot be used (${reason}). Choose another with HOIST_DATA.`)
  }
}
