import Database from 'better-sqlite3'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { migratePostgres, migrateSqlite } from '../../server/db/migrate.ts'
import { draftStatements } from '../../scripts/draft-statements.ts'
import { cleanUp, emptyPostgres } from '../support/engines.ts'

// What the migrations build and what the tables describe must be one thing: a forgotten
// `node scripts/draft-migration.mjs` after a change of a table shows here.

afterAll(cleanUp)

test('SQLite: the migrations build what the tables describe', async () => {
  const migrated = new Database(':memory:')
  migrateSqlite(migrated, systemClock)
  const described = new Database(':memory:')
  described.exec((await draftStatements('sqlite', null)).statements.join('\n'))
  expect(describeSqlite(migrated)).toEqual(describeSqlite(described))
})

function describeSqlite(client: Database.Database) {
  const tables = client
    .prepare<[], { name: string }>(
      "select name from sqlite_master where type = 'table' and name <> 'hoist_migration' order by name",
    )
    .all()
  return tables.map(({ name }) => ({
    name,
    // A column that came later stands at the end, wherever the tables describe it.
    columns: (client.pragma(`table_xinfo("${name}")`) as { cid: number; name: string }[])
      .map(({ cid: _, ...column }) => column)
      .sort((a, b) => a.name.localeCompare(b.name)),
    foreignKeys: client.pragma(`foreign_key_list("${name}")`),
    strict: client.prepare('select strict, wr from pragma_table_list where name = ?').get(name),
    indexes: client
      .prepare('select name, sql from sqlite_master where type = ? and tbl_name = ? order by name')
      .all('index', name),
  }))
}

test('PostgreSQL: the migrations build what the tables describe', async () => {
  const migrated = await connect()
  await migratePostgres(migrated, systemClock)
  const described = await connect()
  await described.query((await draftStatements('postgres', null)).statements.join('\n'))
  expect(await describePostgres(migrated)).toEqual(await describePostgres(described))
  await Promise.all([migrated.end(), described.end()])
})

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: await emptyPostgres() })
  await client.connect()
  return client
}

async function describePostgres(client: pg.Client) {
  const ours = "c.relnamespace = 'public'::regnamespace and c.relname <> 'hoist_migration'"
  const columns = await client.query(
    `select c.relname, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, l.collname, pg_get_expr(d.adbin, d.adrelid) as default
     from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
     left join pg_collation l on l.oid = a.attcollation left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attnum > 0 and not a.attisdropped and ${ours} order by 1, 2`,
  )
  const indexes = await client.query(
    `select pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indrelid where ${ours} order by 1`,
  )
  const constraints = await client.query(
    `select c.relname, k.conname, pg_get_constraintdef(k.oid) as definition from pg_constraint k join pg_class c on c.oid = k.conrelid where ${ours} order by 1, 2`,
  )
  return { columns: columns.rows, indexes: indexes.rows, constraints: constraints.rows }
}
