import { join } from 'node:path'
import { openFile } from '../../server/db/driver.ts'
import { createWorker } from '../../server/workers/create.ts'
import { say, taskOf } from '../support/killable.ts'

// Lets a thread copy the log of a file into the file, and says whether it did.

const file = join(taskOf<{ dataDir: string }>().dataDir, 'some.db')
const client = openFile(file)
client.pragma('journal_mode = WAL')
client.pragma('wal_autocheckpoint = 0')
client.exec('create table one (id integer)')
const worker = createWorker('checkpoint', { file })
await worker.call('copy', undefined)
const [state] = client.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[]
say({ copied: state !== undefined && state.log > 0 && state.checkpointed === state.log })
await worker.stop()
client.close()
