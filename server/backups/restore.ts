import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '../../shared/time/instant.ts'
import { type Checked, checkCopy, CopyError, flush, requireRoom } from '../db/copy.ts'
import { openFile } from '../db/driver.ts'
import { lockFolder } from '../db/folder-lock.ts'

export type Restored = Checked & {
  /** The file that was there before; null where there was none. */
  kept: string | null
}

/**
 * Puts a backup in the place of the database, once it was read from end to end. A crash at any point leaves the old
 * database or the new one, whole.
 * @throws StartRefusal where a server runs on the folder or a newer Hoist made the backup; CopyError where it is not
 * sound or there is no room for it.
 */
export function restoreBackup(backup: string, dataDir: string, now: Instant): Restored {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const lock = lockFolder(dataDir)
  try {
    const target = join(dataDir, 'hoist.db')
    const arriving = join(dataDir, 'hoist.db.arriving')
    requireReadable(backup)
    requireRoom(dataDir, statSync(backup).size, 'Restoring')
    rmSync(arriving, { force: true })
    try {
      copyFileSync(backup, arriving)
      const checked = checkCopy(arriving)
      flush(arriving)
      const kept = existsSync(target) ? `${target}.before-restore-${stampOf(now)}` : null
      if (kept !== null) keepAside(target, kept)
      renameSync(arriving, target)
      flush(dataDir)
      return { ...checked, kept }
    } finally {
      for (const file of [arriving, `${arriving}-wal`, `${arriving}-shm`]) rmSync(file, { force: true })
    }
  } finally {
    lock.close()
  }
}

function requireReadable(backup: string): void {
  if (!statSync(backup, { throwIfNoEntry: false })?.isFile()) throw new CopyError(`There is no file ${backup}`)
  // Part of the data would be in that log, and be lost.
  if ((statSync(`${backup}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    throw new CopyError(
      `${backup} is no backup but a database that is in use (it has a log beside it): stop what uses it`,
    )
  }
}

/**
 * The old file under a second name, so that its first can be replaced in one step. No log may be left beside the first:
 * SQLite would play it into the new file.
 */
function keepAside(target: string, kept: string): void {
  try {
    // Closing the last connection copies the log into the file and removes it.
    const old = openFile(target)
    old.pragma('wal_checkpoint(TRUNCATE)')
    old.close()
  } catch {
    // Too damaged to be opened; its log is kept with it.
  }
  for (const end of ['-wal', '-shm']) if (existsSync(target + end)) renameSync(target + end, kept + end)
  linkSync(target, kept)
}

function stampOf(now: Instant): string {
  return new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}
