import { join } from 'node:path'
import type { Db } from './engine.ts'
import { createReader } from './handle.ts'

/** Where the data is: a PostgreSQL server, or with null the file in `dataDir`. What a thread is given to open its own. */
export type DatabaseAddress = { databaseUrl: string | null; dataDir: string }

/** A connection of one's own that only reads, for long reads on a thread beside the server. */
export type ReadDb = Pick<Db, 'dialect' | 't' | 'read' | 'close'>

/** Milliseconds a single statement may take on PostgreSQL. */
const STATEMENT_TIMEOUT = 300_000

/** Opens what a running server has already brought up to date: it migrates nothing and takes no lock. */
export async function openReadDb({ databaseUrl, dataDir }: DatabaseAddress): Promise<ReadDb> {
  return databaseUrl === null ? fromFile(join(dataDir, 'hoist.db')) : fromServer(databaseUrl)
}

async function fromFile(file: string): Promise<ReadDb> {
  const { openReader } = await import('./sqlite-connection.ts')
  const { drizzleOver, prepareSqlite } = await import('./sqlite-statements.ts')
  const { fromSqlite } = await import('./violations.ts')
  const t = await import('../../drizzle/schema.sqlite.ts')
  const client = openReader(file)
  const drizzle = drizzleOver(client, { before: () => {}, failed: fromSqlite })
  return {
    dialect: 'sqlite',
    t,
    read: createReader(drizzle, t, prepareSqlite),
    close: async () => void client.close(),
  }
}

async function fromServer(connectionString: string): Promise<ReadDb> {
  const { default: pg } = await import('pg')
  const { drizzleOver, preparePostgres } = await import('./postgres-connection.ts')
  const { fromPostgres } = await import('./violations.ts')
  const t = await import('../../drizzle/schema.postgres.ts')
  const pool = new pg.Pool({
    connectionString,
    connectionTimeoutMillis: 5000,
    application_name: 'hoist reader',
    max: 1,
    options: '-c default_transaction_read_only=on',
    statement_timeout: STATEMENT_TIMEOUT,
  })
  // An error nobody listens to ends the thread; the next query connects anew.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const gated = {
    query: (config: import('pg').QueryConfig, params: unknown[]) =>
      pool.query(config, params).catch((error: unknown) => {
        throw fromPostgres(error)
      }),
  }
  return {
    dialect: 'postgres',
    t,
    read: createReader(drizzleOver(gated), t, preparePostgres),
    close: () => pool.end(),
  }
}
