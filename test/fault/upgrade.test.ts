import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { sqliteMigrations } from '../../drizzle/migrations/embedded.ts'
import type { Migration } from '../../server/db/migrate.ts'
import { bundleProgram, runProgram } from '../support/killable.ts'
import { rounds } from '../support/rounds.ts'
import { releases, thaw } from '../support/releases.ts'

/** Spread over all statements of all migrations: each costs a process. */
const DEATHS = rounds(16)

/** The statements of a migration; a trigger's own end inside of it, in the middle of a line. */
function statementsOf(migration: Migration): string[] {
  return migration.sql.split(/;\n/).filter((sql) => sql.trim() !== '')
}

function deadly(known: readonly Migration[], number: number, statement: number): Migration[] {
  return known.map((migration) => {
    if (migration.number !== number) return migration
    const sql = statementsOf(migration).toSpliced(statement + 1, 0, 'select die()')
    return { ...migration, sql: `${sql.join(';\n')};\n` }
  })
}

test('an upgrade that is killed after any statement leaves whole migrations, and the next start finishes it', async () => {
  const release = releases()[0]!
  const program = await bundleProgram('migrate-program')
  const dir = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  const [frozen, file] = [join(dir, 'frozen.db'), join(dir, 'hoist.db')]
  thaw(release, frozen)
  const places = sqliteMigrations
    .slice(release.schema)
    .flatMap((migration) => statementsOf(migration).map((_, statement) => ({ number: migration.number, statement })))
  const every = Math.max(1, Math.floor(places.length / DEATHS))
  for (const { number, statement } of places.filter((_, place) => place % every === 0)) {
    copyFileSync(frozen, file)
    const killed = await runProgram(program, { file, migrations: deadly(sqliteMigrations, number, statement) })
    expect(killed).toMatchObject({ killed: true, errors: '' })
    const after = new Database(file)
    expect(after.prepare('select max(number) from hoist_migration').pluck().get()).toBe(number - 1)
    expect(after.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(after.prepare('select count(*) from workflow').pluck().get()).toBe(release.tables.get('workflow')!.length)
    after.close()
  }
  expect(await runProgram(program, { file, migrations: sqliteMigrations })).toMatchObject({ killed: false, errors: '' })
  const whole = new Database(file)
  expect(whole.prepare('select max(number) from hoist_migration').pluck().get()).toBe(sqliteMigrations.length)
  expect(whole.pragma('foreign_key_check')).toEqual([])
  for (const [table, rows] of release.tables)
    expect(whole.prepare(`select count(*) from "${table}"`).pluck().get()).toBe(rows.length)
  whole.close()
})
