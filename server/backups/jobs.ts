import type { Context } from '../context.ts'
import type { Job } from '../jobs/job.ts'
import { countOrganizations } from '../people/organizations/store.ts'
import type { Backups } from './service.ts'

/** One a day, and one whenever the server starts after a night it missed. */
export function backupJob({ db }: Pick<Context, 'db'>, backups: Backups): Job {
  return {
    name: 'backup',
    schedule: '40 2 * * *',
    catchUp: 'latest',
    async run({ signal }) {
      const nothing = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
      // Before it is set up there is nothing to keep.
      if ((await countOrganizations(db.read)) === 0) return nothing
      return { ...nothing, evaluated: (await backups.make(signal)).rows }
    },
  }
}
