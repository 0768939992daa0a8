import type { Backup } from '../../shared/backups/backup.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { backupFolder } from '../db/backup-files.ts'
import { listRuns } from '../jobs/store.ts'
import { procedure, router } from '../trpc/init.ts'
import { makeNow, mayTakeBackups, requireInstallationAdmin } from './service.ts'

type Page =
  | {
      kind: 'files'
      backups: Backup[]
      folder: string
      nextAt: Instant | null
      /** Why the last attempt made none; null where it made one. */
      failure: { at: Instant; reason: string } | null
    }
  /** The database server is backed up by its own means. */
  | { kind: 'postgres' }
  /** Another organization set this installation up, and only that one sees backups. */
  | { kind: 'other organization' }

export const backupsRouter = router({
  list: procedure('admin').query(async ({ ctx: { app, caller } }): Promise<Page> => {
    if (!(await mayTakeBackups(app, caller))) return { kind: 'other organization' }
    if (app.backups === null) return { kind: 'postgres' }
    const job = app.jobs.list().find(({ name }) => name === 'backup')
    const { runs } = await listRuns(app.db.read, { job: 'backup', limit: 1 })
    const [last] = runs
    const failed = last !== undefined && last.errors > 0
    return {
      kind: 'files',
      backups: app.backups.list(),
      folder: backupFolder(app.config.dataDir),
      nextAt: job?.nextAt ?? null,
      failure: failed ? { at: last.startedAt, reason: last.errorDetails[0]?.error ?? '' } : null,
    }
  }),
  make: procedure('admin').mutation(async ({ ctx: { app, caller } }) => {
    await requireInstallationAdmin(app, caller)
    return makeNow(app, caller)
  }),
})
