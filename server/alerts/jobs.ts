import type { Context } from '../context.ts'
import type { Job, JobStatistics } from '../jobs/job.ts'
import { propose } from './proposals.ts'
import { scanOrganization } from './scan.ts'
import { listScanned } from './scan-store.ts'

/** Fetches what a provider has of an organization's conversations that we have not. */
export type ReadHistory = (organizationId: string, slot: { now: number; signal: AbortSignal }) => Promise<void>

/**
 * The scanner: sees every quarter of an hour, in context, what alone did not raise an alert, and what was missed while
 * nothing ran. What one organization's trouble is does not keep the others.
 */
export function scanJob(context: Context, readHistory: ReadHistory): Job {
  return {
    name: 'scan-messages',
    schedule: '*/15 * * * *',
    catchUp: 'latest',
    quiet: true,
    async run({ now, signal }) {
      const done: JobStatistics = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
      const failed = (error: unknown) => {
        context.log.warn({ err: error, job: 'scan-messages' }, 'not all of an organization was scanned')
        done.errors += 1
        done.errorDetails.push({ workflowId: '', error: error instanceof Error ? error.message : String(error) })
      }
      for (const { id } of await listScanned(context.db.read)) {
        if (signal.aborted) break
        await readHistory(id, { now, signal }).catch(failed)
        const scanned = await scanOrganization(context, id, { now, signal }).catch(failed)
        done.evaluated += scanned?.evaluated ?? 0
        done.fired += scanned?.fired ?? 0
      }
      return { ...done, errorDetails: done.errorDetails.slice(0, 100) }
    },
  }
}

/** Proposes, every night, changes of the analysis that people's words speak for. */
export function tuneJob(context: Context): Job {
  return {
    name: 'tune-alerts',
    schedule: '40 4 * * *',
    catchUp: 'latest',
    quiet: true,
    async run({ signal }) {
      const done: JobStatistics = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
      for (const { id } of await listScanned(context.db.read)) {
        if (signal.aborted) break
        const { proposed } = await propose(context, id)
        done.evaluated += proposed
        done.fired += proposed
      }
      return done
    },
  }
}
