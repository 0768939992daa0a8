import Database from 'better-sqlite3'
import { systemClock } from '../../server/clock.ts'
import { type Migration, migrateSqlite } from '../../server/db/migrate.ts'
import { taskOf } from '../support/killable.ts'

export type MigrateTask = { file: string; migrations: Migration[] }

// Applies migrations whose SQL may call die(), which ends the process in the middle of them.

const { file, migrations } = taskOf<MigrateTask>()
const client = new Database(file)
client.pragma('journal_mode = WAL')
client.function('die', () => {
  process.kill(process.pid, 'SIGKILL')
  return 0
})
migrateSqlite(client, systemClock, migrations)
client.close()
