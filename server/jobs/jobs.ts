import { DAY } from '../../shared/time/instant.ts'
import type { Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import { listOrganizations } from '../notifications/digest-store.ts'
import { deleteOldDeliveries, deleteReadNotifications } from '../notifications/retention-store.ts'
import type { Job } from './job.ts'
import { deleteOldRuns } from './store.ts'

/** How long what is over is kept. */
const KEEP = { runs: 30 * DAY, deliveries: 90 * DAY, readNotifications: 90 * DAY }
const BATCH = 500

/** Forgets old job runs, deliveries that are over and notifications that were read, a little at a time. */
export function retentionJob({ db }: Context): Job {
  async function forget(signal: AbortSignal, batch: (tx: Writer) => Promise<number>): Promise<number> {
    let forgotten = 0
    for (let last = BATCH; last === BATCH && !signal.aborted; ) {
      last = await db.write(batch, 'bulk')
      forgotten += last
    }
    return forgotten
  }

  return {
    name: 'retention',
    schedule: '20 3 * * *',
    catchUp: 'latest',
    async run({ now, signal }) {
      let evaluated = await forget(signal, (tx) => deleteOldRuns(tx, now - KEEP.runs, BATCH))
      for (const { id } of await listOrganizations(db.read)) {
        evaluated += await forget(signal, (tx) => deleteOldDeliveries(tx, id, now - KEEP.deliveries, BATCH))
        evaluated += await forget(signal, (tx) => deleteReadNotifications(tx, id, now - KEEP.readNotifications, BATCH))
      }
      return { evaluated, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
    },
  }
}
