import Database from 'better-sqlite3'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import { type Migration, migratePostgres } from '../../server/db/migrate.ts'
import { cleanUp, emptyPostgres } from '../support/engines.ts'
import { bundleProgram, runProgram } from '../support/killable.ts'

afterAll(cleanUp)

const steps = ['create table a (id integer)', 'insert into a values (1)', 'create table b (id integer)', 'drop table a']
const first: Migration = {
  number: 1,
  name: 'first',
  sql: 'create table kept (id integer); insert into kept values (1)',
}
const second = (deadlyStep: number | null, death: string): Migration => ({
  number: 2,
  name: 'second',
  sql: steps.flatMap((sql, index) => (index === deadlyStep ? [sql, death] : [sql])).join(';\n'),
})

test('a migration on SQLite that is killed after any of its statements is undone, and done by the next start', async () => {
  const program = await bundleProgram('migrate-program')
  const file = join(mkdtempSync(join(tmpdir(), 'hoist-test-')), 'hoist.db')
  for (const step of steps.keys()) {
    const run = await runProgram(program, {
      file,
      migrations: [first, second(step, 'insert into kept values (die())')],
    })
    expect(run).toMatchObject({ killed: true, errors: '' })
    const client = new Database(file)
    expect(client.prepare('select number from hoist_migration').all()).toEqual([{ number: 1 }])
    expect(client.prepare("select name from sqlite_schema where name in ('a', 'b')").all()).toEqual([])
    client.close()
  }
  const run = await runProgram(program, { file, migrations: [first, second(null, '')] })
  expect(run).toMatchObject({ killed: false, errors: '' })
  const client = new Database(file)
  expect(client.prepare('select number from hoist_migration').all()).toEqual([{ number: 1 }, { number: 2 }])
  expect(client.prepare('select * from kept').all()).toEqual([{ id: 1 }])
  client.close()
})

test('a migration on PostgreSQL whose connection dies after any of its statements is undone, and done by the next start', async () => {
  const url = await emptyPostgres()
  const connect = async () => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  for (const step of steps.keys()) {
    const dying = await connect()
    const death = 'select pg_terminate_backend(pg_backend_pid())'
    await expect(migratePostgres(dying, systemClock, [first, second(step, death)])).rejects.toThrow(
      /terminat|connection/i,
    )
    const client = await connect()
    expect((await client.query('select number from hoist_migration')).rows).toEqual([{ number: 1 }])
    expect((await client.query("select to_regclass('a') as a, to_regclass('b') as b")).rows).toEqual([
      { a: null, b: null },
    ])
    await client.end()
  }
  const client = await connect()
  await migratePostgres(client, systemClock, [first, second(null, '')])
  expect((await client.query('select number from hoist_migration')).rows).toEqual([{ number: 1 }, { number: 2 }])
  await client.end()
})
