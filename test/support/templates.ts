import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { systemClock } from '../../server/clock.ts'
import { migratePostgres } from '../../server/db/migrate.ts'
import { openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'

/** One migrated database of each engine, copied for every test: migrating each anew would take longer than the test. */
export type Templates = {
  /** `hoist.db`, closed. */
  sqliteFile: string
  /** Maintenance database of the server, and the name of the template database in it. */
  postgresUrl: string
  postgresTemplate: string
}

export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

export function newDatabaseName(): string {
  return `hoist_test_${randomUUID().replaceAll('-', '')}`
}

export async function makeTemplates(postgresUrl: string): Promise<{ templates: Templates; remove(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-template-'))
  const db = await openDb({ databaseUrl: null, dataDir: folder, clock: systemClock, log: createLog('silent') })
  await db.close()
  const name = newDatabaseName()
  await withClient(postgresUrl, (client) => client.query(`create database ${name}`))
  await withClient(databaseUrl(postgresUrl, name), (client) => migratePostgres(client, systemClock))
  return {
    templates: { sqliteFile: join(folder, 'hoist.db'), postgresUrl, postgresTemplate: name },
    async remove() {
      rmSync(folder, { recursive: true, force: true })
      await withClient(postgresUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}
