import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { fromSqlite, isViolation } from '../../server/db/violations.ts'
import { eachEngine } from '../support/engines.ts'
import { insertOrganization, organizationRow } from '../support/rows.ts'

eachEngine('violations', (open) => {
  test('of a primary key and of a unique index tell table and columns', async () => {
    const db = await open()
    const { team } = db.t
    await db.write((tx) => insertOrganization(tx, 'o'))
    const again = await db.write((tx) => insertOrganization(tx, 'o')).catch((error: unknown) => error)
    expect(isViolation(again, 'unique', 'organization', ['id'])).toBe(true)
    expect(isViolation(again, 'unique', 'team')).toBe(false)
    expect(isViolation(again, 'foreign_key')).toBe(false)
    const row = { organizationId: 'o', name: 'T', nameSort: 't', createdAt: 1, updatedAt: 1 }
    await db.write(async (tx) => tx.insert(team).values({ ...row, id: 'a' }))
    const twice = await db.write(async (tx) => tx.insert(team).values({ ...row, id: 'b' })).catch((e: unknown) => e)
    expect(isViolation(twice, 'unique', 'team', ['nameSort', 'organizationId'])).toBe(true)
    expect(isViolation(twice, 'unique', 'team', ['organizationId', 'id'])).toBe(false)
  })

  test('of a foreign key', async () => {
    const db = await open()
    const orphan = { organizationId: 'nobody', id: 't', name: 'T', nameSort: 't', createdAt: 1, updatedAt: 1 }
    const refused = await db.write(async (tx) => tx.insert(tx.t.team).values(orphan)).catch((e: unknown) => e)
    expect(isViolation(refused, 'foreign_key')).toBe(true)
  })

  test('of what must not be null', async () => {
    const db = await open()
    const row = { ...organizationRow('o'), name: null as unknown as string }
    const refused = await db.write(async (tx) => tx.insert(tx.t.organization).values(row)).catch((e: unknown) => e)
    expect(isViolation(refused, 'not_null', 'organization', ['name'])).toBe(true)
  })

  test('on conflict do nothing is not a violation', async () => {
    const db = await open()
    await db.write((tx) => insertOrganization(tx, 'o', 'first'))
    const inserted = await db.write(async (tx) =>
      tx.insert(tx.t.organization).values(organizationRow('o', 'second')).onConflictDoNothing().returning(),
    )
    expect(inserted).toEqual([])
  })
})

test('other errors of SQLite stay as they are', () => {
  const client = new Database(':memory:')
  const attempt = () => client.prepare('select * from nowhere')
  expect(attempt).toThrow('no such table')
  const error = new Error('other')
  expect(fromSqlite(error)).toBe(error)
  client.close()
})
