import { Retention, type RetentionKind, USUAL_RETENTION } from '../../shared/retention/schema.ts'
import { DAY, type Instant } from '../../shared/time/instant.ts'
import type { Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import type { Job } from '../jobs/job.ts'
import { deleteOldRuns } from '../jobs/store.ts'
import { listOrganizations } from '../notifications/digest-store.ts'
import { deleteOldReceipts } from '../slack/store.ts'
import { deleteOldSignals, forgetNext, type WalkedTable } from './store.ts'

/** Rows looked at in one transaction. */
const BATCH = 200
/** Pages given back to the disk in one transaction: 400 KB. */
const PAGES = 100
/** Slack repeats itself for an hour at most. */
const RECEIPTS = 2 * DAY

/** The tables of each kind; deliveries before the notifications they are about. */
const WALKED: readonly [RetentionKind, WalkedTable][] = [
  ['deliveries', 'delivery'],
  ['notifications', 'notification'],
  ['messages', 'message'],
  ['facts', 'factChange'],
  ['timeline', 'timeline'],
  ['audit', 'auditEvent'],
  ['imports', 'importRun'],
]

/** Forgets what is older than the organization keeps it, a little at a time, behind everybody else's writes. */
export function retentionJob({ db }: Context): Job {
  async function inBatches(signal: AbortSignal, batch: (tx: Writer) => Promise<number>): Promise<number> {
    let forgotten = 0
    for (let last = BATCH; last === BATCH && !signal.aborted; ) {
      last = await db.write(batch, 'bulk')
      forgotten += last
    }
    return forgotten
  }

  async function walk(signal: AbortSignal, table: WalkedTable, organizationId: string, before: Instant) {
    let deleted = 0
    for (let after: string | null = ''; after !== null && !signal.aborted; ) {
      const from: string = after
      const next = await db.write(
        (tx) => forgetNext(tx, table, organizationId, { after: from, before, limit: BATCH }),
        'bulk',
      )
      deleted += next.deleted
      after = next.after
    }
    return deleted
  }

  async function giveRoomBack(signal: AbortSignal): Promise<void> {
    let left = Number.POSITIVE_INFINITY
    for (let before = left; left > 0 && !signal.aborted; before = left) {
      left = await db.giveRoomBack(PAGES)
      if (left >= before) return
    }
  }

  return {
    name: 'retention',
    schedule: '20 3 * * *',
    catchUp: 'latest',
    async run({ now, signal }) {
      let evaluated = 0
      let longest = 0
      for (const { id, settings } of await listOrganizations(db.read)) {
        const days = Retention.parse(settings.retention ?? USUAL_RETENTION)
        longest = Math.max(longest, days.jobRuns)
        for (const [kind, table] of WALKED) evaluated += await walk(signal, table, id, now - days[kind] * DAY)
        evaluated += await inBatches(signal, (tx) => deleteOldSignals(tx, id, now - days.signals * DAY, BATCH))
      }
      // Runs serve all organizations: they stay as long as one of them wants.
      const before = now - (longest || USUAL_RETENTION.jobRuns) * DAY
      evaluated += await inBatches(signal, (tx) => deleteOldRuns(tx, before, BATCH))
      evaluated += await inBatches(signal, (tx) => deleteOldReceipts(tx, now - RECEIPTS, BATCH))
      await giveRoomBack(signal)
      return { evaluated, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
    },
  }
}
