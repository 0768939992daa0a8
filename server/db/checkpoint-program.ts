import { openFile } from './driver.ts'

/** The thread of server/db/checkpoint.ts: a connection that only copies the log into the file. */
export function openCheckpoint({ file }: { file: string }) {
  const client = openFile(file, { timeout: 0 })
  client.pragma('synchronous = FULL')
  client.pragma('wal_autocheckpoint = 0')
  client.pragma('cache_size = -2000')
  return {
    tasks: {
      /** A passive checkpoint waits for nobody and keeps nobody waiting. */
      copy: () => void client.pragma('wal_checkpoint(PASSIVE)'),
    },
    close: () => void client.close(),
  }
}
