import { dirname } from 'node:path'
import { statSync } from 'node:fs'
import type Database from 'better-sqlite3'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { makeBackup } from './backup-files.ts'
import { CopyError, requireRoom } from './copy.ts'
import { upgradeOf } from './migrate.ts'
import { StartRefusal } from './refusal.ts'

/** The backup, the log of the rewrite, and as much again to stay on the safe side, as multiples of the file. */
const ROOM = 3

/**
 * Before the first migration of data that is there: a verified backup, and room for what the migrations write.
 * @throws StartRefusal where either is impossible; nothing was changed then.
 */
export function prepareUpgrade(client: Database.Database, file: string, { clock, log }: { clock: Clock; log: Log }) {
  const upgrade = upgradeOf(client)
  if (upgrade === null) return
  const folder = dirname(file)
  try {
    requireRoom(folder, statSync(file).size * ROOM, 'The upgrade')
    const backup = makeBackup(folder, 'upgrade', clock)
    log.info({ ...upgrade, backup: backup.name }, 'upgrading the data, which is backed up')
  } catch (error) {
    if (!(error instanceof CopyError)) throw error
    throw new StartRefusal(
      `The data must be upgraded (schema ${upgrade.from} to ${upgrade.to}) and cannot be backed up first. ${error.message}. Nothing was changed.`,
    )
  }
}
