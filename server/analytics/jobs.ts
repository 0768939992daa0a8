import type { Context } from '../context.ts'
import type { Job } from '../jobs/job.ts'
import { recomputeDays } from './days.ts'
import type { AnalyticsThread } from './thread.ts'
import { sendWeeklySummaries } from './weekly.ts'

const NOTHING = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }

/** @param url public address of the installation, without a trailing slash. */
export function analyticsJobs(context: Context, thread: AnalyticsThread, url: string): Job[] {
  return [
    {
      name: 'analytics-days',
      schedule: '*/5 * * * *',
      catchUp: 'latest',
      quiet: true,
      run: async ({ signal }) => ({ ...NOTHING, evaluated: await recomputeDays(context, signal) }),
    },
    {
      // Every quarter of an hour, since local hours begin at each of them somewhere.
      name: 'weekly-summary',
      schedule: '*/15 * * * *',
      catchUp: 'latest',
      quiet: true,
      async run({ signal }) {
        const { evaluated, sent } = await sendWeeklySummaries(context, thread, url, signal)
        return { ...NOTHING, evaluated, fired: sent }
      },
    },
  ]
}
