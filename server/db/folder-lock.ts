import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openFile } from './driver.ts'
import { StartRefusal } from './refusal.ts'

/**
 * Takes the data folder for this process, until the answer is closed or the process ends, however it ends: the lock is
 * SQLite's own on a file beside the data, so nothing stale is ever left behind. Whoever changes hoist.db takes it: the
 * server, and each command that opens the file itself.
 * @throws StartRefusal `locked` where another process has it.
 */
export function lockFolder(dataDir: string): { close(): void } {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const lock = openFile(join(dataDir, 'hoist.lock'), { timeout: 0 })
    try {
      lock.exec('begin exclusive')
    } catch (error) {
      lock.close()
      throw error
    }
    return lock
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'SQLITE_BUSY') {
      throw new StartRefusal(
        `Another Hoist is running on ${dataDir}. Stop it first, or give this one its own folder (HOIST_DATA).`,
        'locked',
      )
    }
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartRefusal(`The data folder ${dataDir} cannot be used (${reason}). Choose another with HOIST_DATA.`)
  }
}
