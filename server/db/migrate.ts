import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import type pg from 'pg'
import { postgresMigrations, sqliteMigrations } from '../../drizzle/migrations/embedded.ts'
import type { Clock } from '../clock.ts'
import { StartRefusal } from './refusal.ts'

export type Migration = { readonly number: number; readonly name: string; readonly sql: string }
type Applied = { number: number; name: string; sha256: string }

const TABLE = `create table if not exists hoist_migration
  (number integer primary key, name text not null, sha256 text not null, "appliedAt" bigint not null)`
/** Two processes that start together on one PostgreSQL take turns on this number. */
const ADVISORY_LOCK = 4_300_001

function hashOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex')
}

function label(migration: { number: number; name: string }): string {
  return `${String(migration.number).padStart(4, '0')}_${migration.name}`
}

/**
 * The migration to apply next, or null when the data is up to date.
 * @throws StartRefusal when the data was written by a newer Hoist, or by another history than the one known here.
 */
export function nextMigration(known: readonly Migration[], applied: readonly Applied[]): Migration | null {
  const newest = applied.at(-1)
  if (newest !== undefined && newest.number > known.length) {
    throw new StartRefusal(
      `The data was written by a newer Hoist (schema ${newest.number}; this one knows ${known.length}). Start that version, or restore a backup made before the upgrade.`,
    )
  }
  for (const [index, row] of applied.entries()) {
    const migration = known[index]
    if (migration === undefined || migration.number !== row.number) {
      throw new StartRefusal(
        `The data lacks migration ${index + 1} although it has ${label(row)}: its history is damaged. Restore a backup.`,
      )
    }
    if (hashOf(migration) !== row.sha256) {
      throw new StartRefusal(
        `The data was made by another ${label(row)} than this Hoist carries. Start the version that made it, or begin with an empty data folder or database.`,
      )
    }
  }
  return known[applied.length] ?? null
}

/** @throws StartRefusal where `nextMigration` does; only reads. */
export function refuseOtherHistory(client: Database.Database): void {
  const begun = client.prepare("select 1 from sqlite_schema where name = 'hoist_migration'").get()
  if (begun) nextMigration(sqliteMigrations, appliedTo(client))
}

/** From which schema to which `migrateSqlite` would bring the data; null for what is up to date or empty. */
export function upgradeOf(
  client: Database.Database,
  known: readonly Migration[] = sqliteMigrations,
): { from: number; to: number } | null {
  const begun = client.prepare("select 1 from sqlite_schema where name = 'hoist_migration'").get()
  const applied = begun ? appliedTo(client) : []
  return applied.length === 0 || nextMigration(known, applied) === null
    ? null
    : { from: applied.length, to: known.length }
}

function appliedTo(client: Database.Database): Applied[] {
  return client.prepare<[], Applied>('select number, name, sha256 from hoist_migration order by number').all()
}

/**
 * Brings a SQLite file up to date, one transaction a migration. Foreign keys are off outside the transactions, because a
 * table rebuild drops the old table and would cascade into its children, and are checked inside before each commit.
 */
export function migrateSqlite(client: Database.Database, clock: Clock, known: readonly Migration[] = sqliteMigrations) {
  client.pragma('foreign_keys = OFF')
  try {
    while (client.transaction(() => applyNext(client, clock, known)).immediate()) {
      // Each turn is one migration.
    }
  } finally {
    client.pragma('foreign_keys = ON')
  }
}

function applyNext(client: Database.Database, clock: Clock, known: readonly Migration[]): boolean {
  client.exec(TABLE)
  const next = nextMigration(known, appliedTo(client))
  if (next === null) return false
  client.exec(next.sql)
  const orphans = client.pragma('foreign_key_check') as { table: string; parent: string }[]
  const orphan = orphans[0]
  if (orphan !== undefined) {
    throw new StartRefusal(
      `Migration ${label(next)} would leave rows of ${orphan.table} without their ${orphan.parent}. Nothing was changed; please report this.`,
    )
  }
  client
    .prepare('insert into hoist_migration (number, name, sha256, "appliedAt") values (?, ?, ?, ?)')
    .run(next.number, next.name, hashOf(next), clock.now())
  return true
}

/** The number of the newest migration; only reads. @throws StartRefusal where `nextMigration` does. */
export async function refuseOtherPostgresHistory(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<Applied>('select number, name, sha256 from hoist_migration order by number')
  nextMigration(postgresMigrations, rows)
  return rows.length
}

/** Brings a PostgreSQL database up to date, one transaction a migration, under a lock that other starting processes wait for. */
export async function migratePostgres(
  client: pg.ClientBase,
  clock: Clock,
  known: readonly Migration[] = postgresMigrations,
): Promise<void> {
  for (let more = true; more; ) {
    await client.query('begin')
    try {
      await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCK])
      more = await applyNextPostgres(client, clock, known)
      await client.query('commit')
    } catch (error) {
      // Fails only when the connection is gone, and the transaction with it.
      await client.query('rollback').catch(() => {})
      throw error
    }
  }
}

async function applyNextPostgres(client: pg.ClientBase, clock: Clock, known: readonly Migration[]): Promise<boolean> {
  await client.query(TABLE)
  const { rows } = await client.query<Applied>('select number, name, sha256 from hoist_migration order by number')
  const next = nextMigration(known, rows)
  if (next === null) return false
  await client.query(next.sql)
  await client.query('insert into hoist_migration (number, name, sha256, "appliedAt") values ($1, $2, $3, $4)', [
    next.number,
    next.name,
    hashOf(next),
    clock.now(),
  ])
  return true
}
