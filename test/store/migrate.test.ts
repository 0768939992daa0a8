import Database from 'better-sqlite3'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { postgresMigrations, sqliteMigrations } from '../../drizzle/migrations/embedded.ts'
import { type Migration, migratePostgres, migrateSqlite, nextMigration } from '../../server/db/migrate.ts'
import { StartRefusal } from '../../server/db/refusal.ts'
import { testClock } from '../support/clock.ts'
import { cleanUp, emptyPostgres } from '../support/engines.ts'

const clock = testClock()
const step = (number: number, sql: string): Migration => ({ number, name: `step_${number}`, sql })
const first = step(1, 'create table parent (id text primary key)')
const second = step(2, 'create table child (id text primary key, parent text references parent(id) on delete cascade)')

/** Both engines behind one small face: apply migrations, run a statement, list rows. */
type Target = {
  migrate(known: readonly Migration[]): Promise<void>
  all(sql: string): Promise<Record<string, unknown>[]>
}

async function sqliteTarget(): Promise<Target> {
  const client = new Database(':memory:')
  return {
    migrate: async (known) => migrateSqlite(client, clock, known),
    all: async (sql) => {
      const statement = client.prepare(sql)
      if (statement.reader) return statement.all() as Record<string, unknown>[]
      statement.run()
      return []
    },
  }
}

async function postgresTarget(): Promise<Target> {
  const client = new pg.Client({ connectionString: await emptyPostgres() })
  await client.connect()
  clients.push(client)
  return {
    migrate: (known) => migratePostgres(client, clock, known),
    all: async (sql) => (await client.query(sql)).rows,
  }
}

const clients: pg.Client[] = []
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()))
  await cleanUp()
})

describe.each([
  ['sqlite', sqliteTarget],
  ['postgres', postgresTarget],
])('migrations on %s', (_, newTarget) => {
  const applied = (target: Target) => target.all('select number from hoist_migration order by number')

  test('are applied in order, once, and remembered with their time', async () => {
    const target = await newTarget()
    await target.migrate([first])
    await target.migrate([first, second])
    await target.migrate([first, second])
    expect(await applied(target)).toEqual([{ number: 1 }, { number: 2 }])
    const [row] = await target.all('select "appliedAt" as at from hoist_migration')
    expect(Number(row?.at)).toBe(clock.now())
  })

  test('one that fails half-way leaves nothing of itself', async () => {
    const target = await newTarget()
    const broken = step(2, "create table half (id text); insert into half values ('x'); insert into nowhere values (1)")
    await expect(target.migrate([first, broken])).rejects.toThrow('nowhere')
    expect(await applied(target)).toEqual([{ number: 1 }])
    await expect(target.all('select * from half')).rejects.toThrow('half')
    await target.migrate([first, second])
    expect(await applied(target)).toEqual([{ number: 1 }, { number: 2 }])
  })

  test('one that was changed after it was applied is refused', async () => {
    const target = await newTarget()
    await target.migrate([first])
    const changed = step(1, `${first.sql} `)
    await expect(target.migrate([changed, second])).rejects.toThrow(StartRefusal)
    await expect(target.migrate([changed, second])).rejects.toThrow('another 0001_step_1')
    expect(await applied(target)).toEqual([{ number: 1 }])
  })

  test('data of a newer Hoist is refused', async () => {
    const target = await newTarget()
    await target.migrate([first, second])
    await expect(target.migrate([first])).rejects.toThrow('written by a newer Hoist (schema 2; this one knows 1)')
  })

  test('a history with a gap is refused', async () => {
    const target = await newTarget()
    await target.migrate([first, second])
    await target.all('delete from hoist_migration where number = 1')
    await expect(target.migrate([first, second])).rejects.toThrow('lacks migration 1')
  })
})

test('a table rebuild on SQLite keeps the rows that refer to the table', async () => {
  const target = await sqliteTarget()
  await target.migrate([first, second])
  await target.all("insert into parent values ('p')")
  await target.all("insert into child values ('c', 'p')")
  const rebuild = step(
    3,
    `create table new_parent (id text primary key, name text);
     insert into new_parent (id) select id from parent;
     drop table parent;
     alter table new_parent rename to parent`,
  )
  await target.migrate([first, second, rebuild])
  expect(await target.all('select * from child')).toEqual([{ id: 'c', parent: 'p' }])
  await expect(target.all("insert into child values ('d', 'nobody')")).rejects.toThrow('FOREIGN KEY')
})

test('a migration on SQLite that would leave orphans is refused and undone', async () => {
  const target = await sqliteTarget()
  await target.migrate([first, second])
  await target.all("insert into parent values ('p')")
  await target.all("insert into child values ('c', 'p')")
  await expect(target.migrate([first, second, step(3, 'delete from parent')])).rejects.toThrow('without their parent')
  expect(await target.all('select * from parent')).toEqual([{ id: 'p' }])
})

test('processes that start together on one PostgreSQL apply each migration once', async () => {
  const url = await emptyPostgres()
  const starting = Array.from({ length: 5 }, async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    clients.push(client)
    await migratePostgres(client, clock, [first, second])
    return client
  })
  const [client] = await Promise.all(starting)
  const { rows } = await client!.query('select count(*) as count from hoist_migration')
  expect(Number(rows[0].count)).toBe(2)
})

test('the first migration is next where there is none, and none after the last', () => {
  expect(nextMigration([first, second], [])).toBe(first)
  expect(nextMigration([], [])).toBe(null)
})

test.each([
  ['sqlite', sqliteMigrations],
  ['postgres', postgresMigrations],
])('what ships for %s are the .sql files, numbered without a gap', (engine, embedded) => {
  const folder = new URL(`../../drizzle/migrations/${engine}/`, import.meta.url)
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  expect(embedded.map(({ number, name }) => `${String(number).padStart(4, '0')}_${name}.sql`)).toEqual(files)
  expect(embedded.map((migration) => migration.number)).toEqual(files.map((_, index) => index + 1))
  for (const [index, file] of files.entries()) {
    expect(embedded[index]?.sql).toBe(readFileSync(new URL(file, folder), 'utf8'))
  }
})
