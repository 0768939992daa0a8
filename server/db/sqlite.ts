import type Database from 'better-sqlite3'
import * as t from '../../drizzle/schema.sqlite.ts'
import type { Clock } from '../clock.ts'
import type { Faults } from '../faults.ts'
import type { Log } from '../log.ts'
import { createCheckpoints } from './checkpoint.ts'
import type { Db, Writer } from './engine.ts'
import { createReader, createWriter } from './handle.ts'
import type { Limits } from './limits.ts'
import { openReader, openWriter } from './sqlite-connection.ts'
import { migrateSqlite } from './migrate.ts'
import { createWriteQueue } from './sqlite-queue.ts'
import { drizzleOver, prepareSqlite } from './sqlite-statements.ts'
import { createUnits, type Unit } from './unit.ts'
import { prepareUpgrade } from './upgrade.ts'
import { fromSqlite } from './violations.ts'

export type SqliteParts = { file: string; clock: Clock; log: Log; limits: Limits; faults: Faults }

/**
 * The database in one file: one connection that only the write queue touches, one that only reads.
 * @throws StartRefusal for a file that is damaged, foreign, or written by a newer Hoist.
 */
export function openSqlite(parts: SqliteParts): Db {
  const writing = openWriter(parts.file)
  try {
    prepareUpgrade(writing, parts.file, parts)
    migrateSqlite(writing, parts.clock)
    writing.pragma('optimize = 0x10002')
    forgetSmallTables(writing)
    if (parts.limits.pages !== undefined) writing.pragma(`max_page_count = ${parts.limits.pages}`)
    return over(writing, openReader(parts.file), parts)
  } catch (error) {
    writing.close()
    throw error
  }
}

/** What was counted while a table was small would make the planner scan it for as long as the process runs. */
function forgetSmallTables(writing: Database.Database): void {
  const counted = writing.prepare("select 1 from sqlite_schema where name = 'sqlite_stat1'").get()
  if (counted) writing.exec('delete from sqlite_stat1 where cast(stat as integer) < 10000; analyze sqlite_schema')
}

function over(writing: Database.Database, reading: Database.Database, parts: SqliteParts): Db {
  const { clock, log, limits, faults } = parts
  const checkpoints = createCheckpoints(writing, parts.file, log)
  const units = createUnits()
  let current: Unit | undefined
  const reader = createReader(
    drizzleOver(reading, { before: () => units.refuseInside('A read outside it was made'), failed: fromSqlite }),
    t,
    prepareSqlite,
  )
  const afterCommit: Writer['afterCommit'] = (effect) => {
    units.requireInside(current)
    current?.effects.push(effect)
  }
  const writer = createWriter(
    drizzleOver(writing, {
      before: () => units.requireInside(current),
      failed(error) {
        const failure = fromSqlite(error)
        if (current !== undefined && !current.failed) Object.assign(current, { failed: true, failure })
        return failure
      },
    }),
    t,
    prepareSqlite,
    afterCommit,
  )
  const queue = createWriteQueue({
    begin: writing.prepare('begin immediate'),
    commit: writing.prepare('commit'),
    rollback: writing.prepare('rollback'),
    savepoint: {
      set: writing.prepare('savepoint unit'),
      rollback: writing.prepare('rollback to unit'),
      release: writing.prepare('release unit'),
    },
    open: () => writing.inTransaction,
    enter: (unit) => (current = unit),
    leave: () => (current = undefined),
    committed: checkpoints.committed,
    units,
    clock,
    log,
    limits,
    faults,
  })
  const version = writing.prepare<[], { v: string }>('select sqlite_version() as v').get()?.v
  return {
    dialect: 'sqlite',
    version: `SQLite ${version}`,
    t,
    read: reader,
    async write(work, lane = 'people') {
      units.refuseInside('Another one was started')
      return queue.add(() => work(writer), lane)
    },
    giveRoomBack: (pages) =>
      queue.add(async () => {
        writing.pragma(`incremental_vacuum(${pages})`)
        return Number(writing.pragma('freelist_count', { simple: true }))
      }, 'bulk'),
    waiting: queue.waiting,
    async close() {
      if (!(await queue.close())) return
      await checkpoints.close()
      reading.close()
      writing.close()
    },
  }
}
