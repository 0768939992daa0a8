import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { postgresMigrations, sqliteMigrations } from '../../drizzle/migrations/embedded.ts'
import type { Clock } from '../clock.ts'
import { checkCopy } from './copy.ts'
import { openFile } from './driver.ts'
import { refuseOtherPostgresHistory } from './migrate.ts'
import type { DatabaseAddress } from './read-db.ts'
import { StartRefusal } from './refusal.ts'

/** What a database was found to be, without changing it and also while a server uses it. */
export type Examined = {
  /** For example `SQLite 3.54.1`. */
  version: string
  /** Number of its newest migration, 0 for an empty database, and of the newest this program carries. */
  schema: number
  known: number
  /** In all tables together; null on PostgreSQL, which keeps its own files sound. */
  rows: number | null
  bytes: number
  /** Milliseconds by which the database's clock is ahead of this machine's; null where both are the same machine's. */
  clockAheadMs: number | null
}

/**
 * Looks at a database from end to end. Null where there is none yet.
 * @throws DamagedError; CopyError for a file that cannot be read or holds no data of Hoist; StartRefusal for a server
 * that cannot be reached, or the data of a newer Hoist.
 */
export async function examine({ databaseUrl, dataDir }: DatabaseAddress, clock: Clock): Promise<Examined | null> {
  return databaseUrl === null ? examineFile(join(dataDir, 'hoist.db')) : examineServer(databaseUrl, clock)
}

function examineFile(file: string): Examined | null {
  if (!existsSync(file)) return null
  const client = openFile(':memory:')
  const version = client.prepare<[], { v: string }>('select sqlite_version() as v').get()?.v
  client.close()
  const { rows, schema, bytes } = checkCopy(file)
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  const known = sqliteMigrations.length
  return { version: `SQLite ${version}`, schema, known, rows, bytes: bytes + log, clockAheadMs: null }
}

type Row = { version: string; now: number; bytes: number; begun: boolean }

async function examineServer(connectionString: string, clock: Clock): Promise<Examined> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000, application_name: 'hoist doctor' })
  try {
    await client.connect()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartRefusal(`PostgreSQL cannot be reached (${reason}): check DATABASE_URL.`, 'unreachable')
  }
  try {
    const asked = clock.now()
    const { rows } = await client.query<Row>(
      `select split_part(current_setting('server_version'), ' ', 1) as version,
         (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
         pg_database_size(current_database())::float8 as bytes,
         to_regclass('hoist_migration') is not null as begun`,
    )
    const between = (asked + clock.now()) / 2
    const { version = '', now = between, bytes = 0, begun = false } = rows[0] ?? {}
    const known = postgresMigrations.length
    const schema = begun ? await refuseOtherPostgresHistory(client) : 0
    return {
      version: `PostgreSQL ${version}`,
      schema,
      known,
      rows: null,
      bytes,
      clockAheadMs: Math.round(now - between),
    }
  } finally {
    await client.end()
  }
}
