import { outdated } from '../../shared/backups/keep.ts'
import type { Backup } from '../../shared/backups/backup.ts'
import { DomainError, notFound } from '../../shared/errors.ts'
import { SECOND } from '../../shared/time/instant.ts'
import type { App } from '../app.ts'
import type { Caller, Context } from '../context.ts'
import { backupFile, listBackups, removeBackup } from '../db/backup-files.ts'
import { createWorker } from '../workers/create.ts'
import { isFirstOrganization } from './store.ts'

/** Verified copies of the SQLite file, in `backups` in the data folder. */
export type Backups = {
  /** Newest first. */
  list(): Backup[]
  /** Makes one on a thread of its own, then removes what is outdated. Throws CopyError. */
  make(signal?: AbortSignal): Promise<Backup>
  /** The file of one of them. Throws `not_found`. */
  file(name: string): string
  stop(): Promise<void>
}

export function createBackups({ clock, log }: Pick<Context, 'clock' | 'log'>, dataDir: string): Backups {
  const worker = createWorker('backup', { dataDir }, { idleMs: SECOND })
  return {
    list: () => listBackups(dataDir),
    async make(signal) {
      const made = await worker.call('make', { now: clock.now() }, signal && { signal })
      for (const name of outdated(listBackups(dataDir))) removeBackup(dataDir, name)
      log.info({ backup: made.name, bytes: made.bytes, tookMs: made.tookMs }, 'backup made')
      return made
    },
    file(name) {
      const file = backupFile(dataDir, name)
      if (file === null) throw notFound('Backup')
      return file
    },
    stop: () => worker.stop(),
  }
}

/**
 * A backup holds every organization, so only administrators of the first one, which set the installation up, may see
 * or take one.
 */
export function mayTakeBackups({ db }: Pick<Context, 'db'>, caller: Caller): Promise<boolean> {
  return isFirstOrganization(db.read, caller.organizationId)
}

/** Throws `not_found` for whoever may not take backups. */
export async function requireInstallationAdmin(app: Pick<Context, 'db'>, caller: Caller): Promise<void> {
  if (await mayTakeBackups(app, caller)) return
  throw new DomainError(
    'not_found',
    'A backup holds every organization: ask an administrator of the one that set this installation up',
  )
}

/** Throws `conflict` on PostgreSQL, which has its own means. */
export function requireBackups(backups: Backups | null): Backups {
  if (backups !== null) return backups
  throw new DomainError('conflict', 'The data is in PostgreSQL: back it up with pg_dump, on the database server')
}

/** "Back up now": a run of the job, with its record. Throws `conflict` with the reason where none could be made. */
export async function makeNow(app: Pick<App, 'backups' | 'jobs'>, caller: Caller): Promise<Backup> {
  const backups = requireBackups(app.backups)
  const run = await app.jobs.run('backup', caller.name)
  const [newest] = backups.list()
  if (run.errors === 0 && newest !== undefined) return newest
  throw new DomainError('conflict', `No backup was made. ${run.errorDetails[0]?.error ?? ''}`.trim())
}
