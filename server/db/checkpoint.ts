import type Database from 'better-sqlite3'
import type { Log } from '../log.ts'
import { createWorker } from '../workers/create.ts'

/** Copies committed pages from the log into the file, beside the thread that answers people. */
export type Checkpoints = {
  /** Call it after each commit. Costs microseconds; the copying goes on elsewhere. */
  committed(): void
  close(): Promise<void>
}

/** Pages in the log, 4 KiB each, from which on they are copied. */
const PAGES = 1_000
/** The writer's own last resort, were the other thread to fall behind or fail: it bounds the log at 64 MB. */
const LAST_RESORT = 16_000
const ALONE = 1_000
/** How many commits may pass between two looks at the log. */
const EVERY = 8

/**
 * A checkpoint flushes as many scattered pages as were written, which takes the disk up to a tenth of a second: inside
 * a commit, as SQLite does it by itself, nobody would be answered meanwhile. The thread starts when first needed.
 */
export function createCheckpoints(writing: Database.Database, file: string, log: Log): Checkpoints {
  const state = writing.prepare<[], { log: number; checkpointed: number }>('pragma wal_checkpoint(NOOP)')
  const worker = createWorker('checkpoint', { file })
  let [copying, failed, closed, commits] = [undefined as Promise<void> | undefined, false, false, 0]
  writing.pragma(`wal_autocheckpoint = ${LAST_RESORT}`)

  async function copy(): Promise<void> {
    try {
      await worker.call('copy', undefined)
    } catch (error) {
      if (closed) return
      failed = true
      log.warn({ err: error }, 'checkpoints go on in the writing thread')
      writing.pragma(`wal_autocheckpoint = ${ALONE}`)
    } finally {
      copying = undefined
    }
  }

  return {
    committed() {
      commits += 1
      if (commits % EVERY !== 0 || copying !== undefined || failed) return
      const pages = state.get()
      if (pages === undefined || pages.log - pages.checkpointed < PAGES) return
      copying = copy()
    },
    async close() {
      closed = true
      await copying
      await worker.stop()
    },
  }
}
