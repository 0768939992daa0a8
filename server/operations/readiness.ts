import { statfs } from 'node:fs/promises'
import { MINUTE, SECOND } from '../../shared/time/instant.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/engine.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { oldestDelivery } from './store.ts'

/** Beyond these the process cannot do its work: whoever watches it should restart it, or send requests elsewhere. */
const PULSE_SILENT = 15 * SECOND
export const LEAST_FREE = 200 * 1024 ** 2
/** Beyond these it works, but is late. */
const LATE_TRIGGERS = MINUTE
const LATE_DELIVERIES = 5 * MINUTE

export type Readiness = {
  status: 'ready' | 'late' | 'not ready'
  /** What is wrong, in sentences; empty when ready. */
  problems: string[]
  /** Milliseconds since the engine last looked for what is due (null before the first time), and how long the oldest waits. */
  triggers: { running: boolean; sinceLookMs: number | null; overdueMs: number }
  outbox: { overdueMs: number }
  disk: { freeBytes: number | null }
}

type Parts = { db: Db; clock: Clock; triggers: TriggerEngine; config: { dataDir: string } }

/** Free bytes where the data folder is; null where that cannot be told. */
export async function freeBytes(dataDir: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(dataDir)
    return bavail * bsize
  } catch {
    return null
  }
}

/** Whether this process can do its work. Rejects when the database does not answer. */
export async function readiness({ db, clock, triggers, config }: Parts): Promise<Readiness> {
  const lag = await triggers.lag()
  const now = clock.now()
  const oldest = await oldestDelivery(db.read, now)
  const overdueMs = oldest === null ? 0 : now - oldest
  const free = await freeBytes(config.dataDir)
  const stuck = [
    lag.running &&
      lag.sinceLookMs !== null &&
      lag.sinceLookMs > PULSE_SILENT &&
      `Nothing has looked for what is due for ${Math.round(lag.sinceLookMs / SECOND)} s.`,
    free !== null && free < LEAST_FREE && `Only ${Math.floor(free / 1024 ** 2)} MB are free where the data is.`,
  ].filter((one) => one !== false)
  const late = [
    lag.overdueMs > LATE_TRIGGERS && `The oldest trigger has been due for ${Math.round(lag.overdueMs / SECOND)} s.`,
    overdueMs > LATE_DELIVERIES && `The oldest message has waited to be sent for ${Math.round(overdueMs / SECOND)} s.`,
  ].filter((one) => one !== false)
  return {
    status: stuck.length > 0 ? 'not ready' : late.length > 0 ? 'late' : 'ready',
    problems: [...stuck, ...late],
    triggers: lag,
    outbox: { overdueMs },
    disk: { freeBytes: free },
  }
}
