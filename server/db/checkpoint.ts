import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type Database from 'better-sqlite3'
import type { Log } from '../log.ts'

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
 * Without types and imports: it runs as it stands here, from source as well as from a bundle. A passive checkpoint
 * waits for nobody and keeps nobody waiting.
 */
const PROGRAM = `
const { workerData, parentPort } = require('node:worker_threads')
const Database = require(workerData.driver)
const client = new Database(workerData.file, { timeout: 0 })
client.pragma('synchronous = FULL')
client.pragma('wal_autocheckpoint = 0')
client.pragma('cache_size = -2000')
parentPort.on('message', (message) => {
  if (message === 'close') {
    client.close()
    parentPort.close()
    return
  }
  client.pragma('wal_checkpoint(PASSIVE)')
  parentPort.postMessage('done')
})
`

/**
 * A checkpoint flushes as many scattered pages as were written, which takes the disk up to a tenth of a second: inside
 * a commit, as SQLite does it by itself, nobody would be answered meanwhile. The thread starts when first needed.
 */
export function createCheckpoints(writing: Database.Database, file: string, log: Log): Checkpoints {
  const state = writing.prepare<[], { log: number; checkpointed: number }>('pragma wal_checkpoint(NOOP)')
  let worker: Worker | undefined
  let [busy, failed, commits] = [false, false, 0]
  writing.pragma(`wal_autocheckpoint = ${LAST_RESORT}`)

  function start(): Worker {
    const driver = createRequire(import.meta.url).resolve('better-sqlite3')
    const started = new Worker(PROGRAM, { eval: true, workerData: { driver, file } })
    started.unref()
    started.on('message', () => {
      busy = false
    })
    started.on('error', (error) => {
      failed = true
      log.warn({ err: error }, 'checkpoints go on in the writing thread')
      if (writing.open) writing.pragma(`wal_autocheckpoint = ${ALONE}`)
    })
    return started
  }

  return {
    committed() {
      commits += 1
      if (commits % EVERY !== 0 || busy || failed) return
      const pages = state.get()
      if (pages === undefined || pages.log - pages.checkpointed < PAGES) return
      worker ??= start()
      busy = true
      worker.postMessage('checkpoint')
    },
    async close() {
      const open = worker
      if (open === undefined || failed) return
      const ended = new Promise((resolve) => open.once('exit', resolve))
      open.ref()
      open.postMessage('close')
      await ended
    },
  }
}
