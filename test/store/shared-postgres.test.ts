import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '../../server/clock.ts'
import type { Db } from '../../server/db/engine.ts'
import { openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'
import { cleanUp, engines, type Place } from '../support/engines.ts'
import { insertOrganization, organizationIds } from '../support/rows.ts'
import { withClient } from '../support/templates.ts'

const postgres = engines[1]!
const opened: Db[] = []

afterAll(async () => {
  await Promise.all(opened.map((db) => db.close()))
  await cleanUp()
})

async function openAt({ databaseUrl, dataDir }: Place): Promise<Db> {
  const limits = { deadline: 10_000 }
  const db = await openDb({ databaseUrl, dataDir, limits, clock: systemClock, log: createLog('silent') })
  opened.push(db)
  return db
}

test('two processes on one PostgreSQL lose no update of each other', async () => {
  const place = await postgres.place()
  const both = [await openAt(place), await openAt(place)]
  await both[0]!.write((tx) => insertOrganization(tx, 'a'))
  const increment = (db: Db) =>
    db.write(async (tx) => {
      const { organization } = tx.t
      const [row] = await tx.select().from(organization)
      await tx.update(organization).set({ updatedAt: row!.updatedAt + 1 })
    })
  await Promise.all(Array.from({ length: 20 }, (_, index) => increment(both[index % 2]!)))
  const [row] = await both[1]!.read.select().from(both[1]!.t.organization)
  expect(row?.updatedAt).toBe(21)
})

test('two that lock the same rows in opposite order both get through', async () => {
  const db = await openAt(await postgres.place())
  const { organization } = db.t
  await db.write(async (tx) => {
    for (const id of ['a', 'b']) await insertOrganization(tx, id)
  })
  let attempts = 0
  const touch = (ids: string[]) =>
    db.write(async (tx) => {
      attempts += 1
      for (const id of ids) {
        const [row] = await tx.select().from(organization).where(eq(organization.id, id))
        await tx
          .update(organization)
          .set({ updatedAt: row!.updatedAt + 1 })
          .where(eq(organization.id, id))
      }
    })
  await Promise.all(Array.from({ length: 10 }, (_, index) => touch(index % 2 === 0 ? ['a', 'b'] : ['b', 'a'])))
  const rows = await db.read.select().from(organization)
  expect(rows.map((row) => row.updatedAt)).toEqual([11, 11])
  expect(attempts).toBeGreaterThan(10)
})

test('a read that was proved wrong by another write is done anew (no write skew)', async () => {
  const db = await openAt(await postgres.place())
  const { organization } = db.t
  await db.write(async (tx) => {
    for (const id of ['a', 'b']) await insertOrganization(tx, id)
  })
  const removeUnlessLast = (id: string) =>
    db.write(async (tx) => {
      const all = await organizationIds(tx)
      if (all.length > 1) await tx.delete(organization).where(eq(organization.id, id))
    })
  await Promise.all([removeUnlessLast('a'), removeUnlessLast('b')])
  expect(await organizationIds(db.read)).toHaveLength(1)
})

test('effects of a repeated unit of work run once', async () => {
  const db = await openAt(await postgres.place())
  const { organization } = db.t
  await db.write((tx) => insertOrganization(tx, 'a'))
  let effects = 0
  const increment = () =>
    db.write(async (tx) => {
      tx.afterCommit(() => {
        effects += 1
      })
      const [row] = await tx.select().from(organization)
      await tx.update(organization).set({ updatedAt: row!.updatedAt + 1 })
    })
  await Promise.all(Array.from({ length: 10 }, increment))
  expect(effects).toBe(10)
})

test('a lost connection fails what ran on it, changes nothing, and the next one works', async () => {
  const place = await postgres.place()
  const db = await openAt(place)
  const cut = () =>
    withClient(place.databaseUrl!, (client) =>
      client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      ),
    )
  const failing = db.write(async (tx) => {
    await insertOrganization(tx, 'lost')
    await cut()
    await insertOrganization(tx, 'lost too')
  })
  await expect(failing).rejects.toMatchObject({ name: 'DomainError', code: 'busy' })
  await db.write((tx) => insertOrganization(tx, 'kept'))
  expect(await organizationIds(db.read)).toEqual(['kept'])
})

test('a server that is not there is told in a sentence', async () => {
  const missing = openDb({
    databaseUrl: 'postgres://hoist@127.0.0.1:9/hoist',
    dataDir: '',
    clock: systemClock,
    log: createLog('silent'),
  })
  await expect(missing).rejects.toThrow('PostgreSQL cannot be reached')
})
