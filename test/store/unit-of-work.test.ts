import Database from 'better-sqlite3'
import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import type { Writer } from '../../server/db/engine.ts'
import { DomainError } from '../../shared/errors.ts'
import { eachEngine } from '../support/engines.ts'
import { insertOrganization, organizationIds } from '../support/rows.ts'

/** PostgreSQL's statements are wrapped by drizzle, SQLite's are not. */
const ENDED = /after its unit of work ended|Failed query/

eachEngine('unit of work', (open) => {
  test('all of it or nothing, also after an await', async () => {
    const db = await open()
    const failing = db.write(async (tx) => {
      await insertOrganization(tx, 'first')
      await insertOrganization(tx, 'second')
      throw new Error('thought better of it')
    })
    await expect(failing).rejects.toThrow('thought better of it')
    expect(await organizationIds(db.read)).toEqual([])
    await db.write((tx) => insertOrganization(tx, 'third'))
    expect(await organizationIds(db.read)).toEqual(['third'])
  })

  test('answers what its callback returns, and a domain error as it is', async () => {
    const db = await open()
    expect(await db.write(async () => 42)).toBe(42)
    const refused = db.write(async () => {
      throw new DomainError('conflict', 'too late')
    })
    await expect(refused).rejects.toMatchObject({ name: 'DomainError', code: 'conflict', message: 'too late' })
  })

  test('of many that wait together each fails alone, and each sees what went before it', async () => {
    const db = await open()
    const ids = Array.from({ length: 30 }, (_, index) => `o${String(index).padStart(2, '0')}`)
    const fails = (index: number) => index % 3 === 0
    const results = await Promise.allSettled(
      ids.map((id, index) =>
        db.write(async (tx) => {
          await insertOrganization(tx, id)
          if (fails(index)) throw new Error('no')
        }),
      ),
    )
    expect(results.map((result) => result.status === 'rejected')).toEqual(ids.map((_, index) => fails(index)))
    expect(await organizationIds(db.read)).toEqual(ids.filter((_, index) => !fails(index)))
  })

  test('two that run at once do not see into each other, and the failing one takes nothing along', async () => {
    const db = await open()
    const results = await Promise.allSettled([
      db.write(async (tx) => {
        await insertOrganization(tx, 'kept')
        return organizationIds(tx)
      }),
      db.write(async (tx) => {
        await insertOrganization(tx, 'lost')
        throw new Error('no')
      }),
    ])
    expect(results[0]).toMatchObject({ status: 'fulfilled', value: ['kept'] })
    expect(results[1]?.status).toBe('rejected')
    expect(await organizationIds(db.read)).toEqual(['kept'])
  })

  test('the reader sees nothing uncommitted, and everything after', async () => {
    const db = await open()
    let written: () => void = () => {}
    const isWritten = new Promise<void>((resolve) => (written = resolve))
    let goOn: () => void = () => {}
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve))
    const writing = db.write(async (tx) => {
      await insertOrganization(tx, 'a')
      written()
      await mayGoOn
    })
    await isWritten
    expect(await organizationIds(db.read)).toEqual([])
    goOn()
    await writing
    expect(await organizationIds(db.read)).toEqual(['a'])
  })

  test('of two compare-and-sets on one version exactly one wins', async () => {
    const db = await open()
    const { organization } = db.t
    await db.write((tx) => insertOrganization(tx, 'a'))
    const rename = (name: string) =>
      db.write(async (tx) => {
        const changed = await tx
          .update(organization)
          .set({ name, updatedAt: 2 })
          .where(sql`${organization.id} = 'a' and ${organization.updatedAt} = 1`)
          .returning({ id: organization.id })
        return changed.length
      })
    const won = await Promise.all([rename('x'), rename('y')])
    expect(won.sort()).toEqual([0, 1])
  })

  test('20 concurrent read-modify-writes of one row add up to 20', async () => {
    const db = await open()
    const { organization } = db.t
    await db.write((tx) => insertOrganization(tx, 'a'))
    const increment = async (tx: Writer) => {
      const [row] = await tx.select().from(organization).where(eq(organization.id, 'a'))
      await tx
        .update(organization)
        .set({ updatedAt: row!.updatedAt + 1 })
        .where(eq(organization.id, 'a'))
    }
    await Promise.all(Array.from({ length: 20 }, () => db.write(increment)))
    const [row] = await db.read.select().from(organization)
    expect(row?.updatedAt).toBe(21)
  })

  test('effects run after the commit, in order, and not at all without one', async () => {
    const db = await open()
    const seen: string[] = []
    await db.write(async (tx) => {
      tx.afterCommit(() => seen.push('one'))
      tx.afterCommit(() => {
        throw new Error('logged, not thrown')
      })
      tx.afterCommit(() => seen.push('two'))
      await insertOrganization(tx, 'a')
      seen.push('working')
    })
    expect(seen).toEqual(['working', 'one', 'two'])
    const failing = db.write(async (tx) => {
      tx.afterCommit(() => seen.push('never'))
      await insertOrganization(tx, 'a')
    })
    await expect(failing).rejects.toThrow('unique violated')
    expect(seen).toEqual(['working', 'one', 'two'])
  })

  test('an effect may start another unit of work', async () => {
    const db = await open()
    let later: Promise<void> = Promise.resolve()
    await db.write(async (tx) =>
      tx.afterCommit(() => {
        later = db.write((next) => insertOrganization(next, 'b'))
      }),
    )
    await later
    expect(await organizationIds(db.read)).toEqual(['b'])
  })

  test('a unit of work inside another, or a read beside its handle, is refused', async () => {
    const db = await open()
    await expect(db.write(async () => db.write(async () => 1))).rejects.toThrow('inside a unit of work')
    await expect(db.write(async () => organizationIds(db.read))).rejects.toThrow(/Failed query|inside a unit of work/)
    expect(await db.write(async (tx) => organizationIds(tx))).toEqual([])
  })

  test('a handle is refused after its end, inside a later unit of another, and outside any', async () => {
    const db = await open()
    let kept: Writer | undefined
    await db.write(async (tx) => {
      kept = tx
    })
    await expect(organizationIds(kept!)).rejects.toThrow(ENDED)
    expect(() => kept!.afterCommit(() => {})).toThrow('after its unit of work ended')
    let built: () => PromiseLike<unknown> = () => Promise.resolve()
    await db.write(async (tx) => {
      const query = tx.select().from(tx.t.organization)
      built = () => query
    })
    await expect(db.write(async () => 1)).resolves.toBe(1)
    await expect(Promise.resolve(built())).rejects.toThrow(ENDED)
  })

  test('is over with its first failed statement, even where that was caught', async () => {
    const db = await open()
    const failing = db.write(async (tx) => {
      await insertOrganization(tx, 'a')
      await insertOrganization(tx, 'a').catch(() => {})
      await insertOrganization(tx, 'b').catch(() => {})
    })
    await expect(failing).rejects.toMatchObject({ name: 'Violation', kind: 'unique' })
    expect(await organizationIds(db.read)).toEqual([])
  })

  test('statements started together run all, in order', async () => {
    const db = await open()
    await db.write(async (tx) => {
      await Promise.all(['a', 'b', 'c'].map((id) => insertOrganization(tx, id)))
    })
    expect(await organizationIds(db.read)).toEqual(['a', 'b', 'c'])
  })

  test('what waits is done before closing, what comes after is refused', async () => {
    const db = await open()
    const written = Promise.all(['a', 'b', 'c'].map((id) => db.write((tx) => insertOrganization(tx, id))))
    await db.close()
    await written
    await expect(db.write(async () => 1)).rejects.toMatchObject({ code: 'busy' })
    await db.close()
  })
})

test("the control: drizzle's own asynchronous transaction on SQLite keeps half of what failed", async () => {
  const half = sqliteTable('half', { part: text().primaryKey() })
  const client = new Database(':memory:')
  client.exec('create table half (part text primary key)')
  let work: Promise<unknown> | undefined
  const begin = () =>
    drizzle({ client }).transaction((tx) => {
      work = (async () => {
        await tx.insert(half).values({ part: 'the same' })
        await tx.insert(half).values({ part: 'the same' })
      })()
      work.catch(() => {})
      return work
    })
  expect(begin).toThrow('Transaction function cannot return a promise')
  await expect(work).rejects.toThrow('UNIQUE')
  expect(client.prepare('select part from half').pluck().all()).toEqual(['the same'])
  client.close()
})
