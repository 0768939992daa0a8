import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import type pg from 'pg'
import { postgresMigrations, sqliteMigrations } from '../../drizzle/migrations/embedded.ts'
import { migratePostgres, migrateSqlite } from '../../server/db/migrate.ts'
import { testClock } from './clock.ts'
import { root } from './source-files.ts'

// Data as released versions left it, with rows in every table: test/data/releases/<version>.ndjson.gz, frozen by
// test/support/freeze-release-program.ts. Both engines get the same rows in the tables of that version.

const folder = join(root, 'test/data/releases')

export type Row = Record<string, string | number | null>

export type Release = {
  version: string
  /** The number of its newest migration. */
  schema: number
  /** Of its migrations for SQLite. */
  hashes: string[]
  tables: Map<string, Row[]>
}

export function releases(): Release[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson.gz'))
    .map((name) => read(name.replace('.ndjson.gz', '')))
}

function read(version: string): Release {
  const tables = new Map<string, Row[]>()
  const text = gunzipSync(readFileSync(join(folder, `${version}.ndjson.gz`))).toString()
  for (const line of text.trimEnd().split('\n')) {
    const [table, row] = JSON.parse(line) as [string, Row]
    tables.set(table, [...(tables.get(table) ?? []), row])
  }
  const applied = tables.get('hoist_migration') ?? []
  tables.delete('hoist_migration')
  return { version, schema: applied.length, hashes: applied.map((row) => String(row['sha256'])), tables }
}

/** Writes `hoist.db` as the release left it. */
export function thaw(release: Release, file: string): void {
  const client = new Database(file)
  client.pragma('auto_vacuum = INCREMENTAL')
  client.pragma('journal_mode = WAL')
  client.pragma(`application_id = ${0x48_6f_69_73}`)
  migrateSqlite(client, testClock(), sqliteMigrations.slice(0, release.schema))
  for (const [table, rows] of release.tables) {
    const columns = Object.keys(rows[0]!)
    const insert = client.prepare(
      `insert into "${table}" (${columns.map((name) => `"${name}"`).join()}) values (${columns.map(() => '?').join()})`,
    )
    client.transaction(() => rows.forEach((row) => void insert.run(...columns.map((name) => row[name]))))()
  }
  client.close()
}

const CHUNK = 100

/** The same on a PostgreSQL database without any table. */
export async function thawPostgres(release: Release, client: pg.Client): Promise<void> {
  await migratePostgres(client, testClock(), postgresMigrations.slice(0, release.schema))
  for (const [table, rows] of release.tables) {
    const columns = Object.keys(rows[0]!)
    for (let at = 0; at < rows.length; at += CHUNK) {
      const chunk = rows.slice(at, at + CHUNK)
      const places = chunk.map(
        (_, line) => `(${columns.map((_name, column) => `$${line * columns.length + column + 1}`).join()})`,
      )
      // As text, which PostgreSQL reads as whatever the column is.
      const values = chunk.flatMap((row) => columns.map((name) => (row[name] == null ? null : String(row[name]))))
      const names = columns.map((name) => `"${name}"`).join()
      await client.query(`insert into "${table}" (${names}) values ${places.join()}`, values)
    }
  }
}
