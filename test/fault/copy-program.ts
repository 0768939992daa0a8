import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { restoreBackup } from '../../server/backups/restore.ts'
import { systemClock } from '../../server/clock.ts'
import { makeBackup } from '../../server/db/backup-files.ts'
import { taskOf } from '../support/killable.ts'

export type CopyTask = {
  dataDir: string
  now: number
  /** The backup to put back; null makes one. */
  restore: string | null
  /** It dies once this file is so long; at its end at the latest. */
  watch: { file: string; bytes: number }
}

// Makes a backup or puts one back. A thread watches a file of it meanwhile, and ends the process in the middle.

const WATCH = `
const { workerData, parentPort } = require('node:worker_threads')
const { statSync } = require('node:fs')
parentPort.postMessage('watching')
for (;;) {
  const found = statSync(workerData.file, { throwIfNoEntry: false })
  if (found && found.size >= workerData.bytes) process.kill(process.pid, 'SIGKILL')
}`

const { dataDir, now, restore, watch } = taskOf<CopyTask>()
await once(new Worker(WATCH, { eval: true, workerData: watch }), 'message')
if (restore === null) makeBackup(dataDir, 'routine', { ...systemClock, now: () => now })
else restoreBackup(restore, dataDir, now)
process.kill(process.pid, 'SIGKILL')
