import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, inject } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import type { Db } from '../../server/db/engine.ts'
import { type OpenOptions, openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'
import { databaseUrl, newDatabaseName, withClient } from './templates.ts'

export type EngineName = 'sqlite' | 'postgres'

/** Where a fresh, migrated and still unopened database is: what `openDb` and the app's config take. */
export type Place = { databaseUrl: string | null; dataDir: string; remove(): Promise<void> }

/** The longer deadline is for machines that run many tests at once. */
const DEADLINE = 10_000

export type Engine = {
  name: EngineName
  /** A fresh database to open yourself, more than once or from other processes. Removed after the file's tests. */
  place(): Promise<Place>
  /** A fresh database, opened. Closed and removed after the file's tests at the latest. */
  open(options?: Partial<OpenOptions>): Promise<Db>
}

const leftovers: (() => Promise<void>)[] = []

async function sqlitePlace(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  copyFileSync(inject('templates').sqliteFile, join(dataDir, 'hoist.db'))
  return { databaseUrl: null, dataDir, remove: async () => rmSync(dataDir, { recursive: true, force: true }) }
}

async function newDatabase(template: string): Promise<{ url: string; drop(): Promise<void> }> {
  const { postgresUrl } = inject('templates')
  const name = newDatabaseName()
  await withClient(postgresUrl, (client) => client.query(`create database ${name} template ${template}`))
  return {
    url: databaseUrl(postgresUrl, name),
    async drop() {
      await withClient(postgresUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function postgresPlace(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-test-'))
  const { url, drop } = await newDatabase(inject('templates').postgresTemplate)
  return {
    databaseUrl: url,
    dataDir,
    async remove() {
      rmSync(dataDir, { recursive: true, force: true })
      await drop()
    },
  }
}

/** Address of a new PostgreSQL database without any table; dropped by `cleanUp`. */
export async function emptyPostgres(): Promise<string> {
  const { url, drop } = await newDatabase('template1')
  leftovers.push(drop)
  return url
}

function engine(name: EngineName, newPlace: () => Promise<Place>): Engine {
  async function place() {
    const made = await newPlace()
    leftovers.push(made.remove)
    return made
  }
  return {
    name,
    place,
    async open(options = {}) {
      const { databaseUrl: url, dataDir } = await place()
      const limits = { deadline: DEADLINE, ...options.limits }
      const log = createLog('silent')
      const db = await openDb({ databaseUrl: url, dataDir, clock: systemClock, log, ...options, limits })
      leftovers.push(() => db.close())
      return db
    },
  }
}

/** Both real engines. A fresh migrated database per `open`. */
export const engines: readonly Engine[] = [engine('sqlite', sqlitePlace), engine('postgres', postgresPlace)]

/** Closes and removes what was opened so far, newest first. */
export async function cleanUp(): Promise<void> {
  for (let remove = leftovers.pop(); remove !== undefined; remove = leftovers.pop()) await remove()
}

/** The same tests on both engines: `eachEngine('rules', (open) => { test(…) })`. */
export function eachEngine(name: string, tests: (open: Engine['open'], engine: Engine) => void): void {
  for (const engine of engines) {
    describe(`${name} on ${engine.name}`, () => {
      afterAll(cleanUp)
      tests(engine.open, engine)
    })
  }
}
