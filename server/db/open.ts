import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { type Faults, noFaults } from '../faults.ts'
import type { Log } from '../log.ts'
import type { Db } from './engine.ts'
import { lockFolder } from './folder-lock.ts'
import { LIMITS, type Limits } from './limits.ts'
import { refuseNetworkDrive } from './network-drive.ts'

export type OpenOptions = {
  /** `postgres://…`, or null for the file `hoist.db` in `dataDir`. */
  databaseUrl: string | null
  dataDir: string
  clock: Clock
  log: Log
  faults?: Faults
  limits?: Partial<Limits>
  /** Opens the file on a network drive too. */
  networkDrive?: boolean
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
    if (options.networkDrive !== true) refuseNetworkDrive(dataDir)
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
