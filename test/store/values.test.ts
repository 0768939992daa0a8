import { asc, count, desc, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Writer } from '../../server/db/engine.ts'
import { eachEngine } from '../support/engines.ts'
import { insertOrganization, organizationRow } from '../support/rows.ts'

const ODD = [
  '',
  ' ',
  "'; drop table organization; --",
  '"',
  '\\',
  '%_',
  'Zoë Ünïcödé 東京 👩‍👩‍👧',
  '\u202Eright to left',
  'line\nbreak\r\n\ttab',
  '$1 ? :name @x #',
  '\u0001\u001f\u007f',
  'null',
  '123',
]

async function insertFact(tx: Writer, id: string, value: unknown): Promise<void> {
  const row = { organizationId: 'o', id, subject: 's', field: 'f', value: value as string, at: 1, receivedAt: 1 }
  await tx.insert(tx.t.factChange).values(row)
}

eachEngine('values', (open) => {
  test('odd strings come back as they went in', async () => {
    const db = await open()
    const { organization } = db.t
    await db.write(async (tx) => {
      for (const [index, name] of ODD.entries()) await insertOrganization(tx, `o${index}`, name)
    })
    for (const [index, name] of ODD.entries()) {
      const found = await db.read.select().from(organization).where(eq(organization.name, name))
      expect(found.map((row) => [row.id, row.name])).toEqual([[`o${index}`, name]])
    }
  })

  test('json keeps its types: a string of digits stays a string', async () => {
    const db = await open()
    const values = ['123', 'true', 'null', '{"a":1}', 123, 1.5, true, false, ['a', 'b'], { a: { b: [1, null] } }]
    await db.write(async (tx) => {
      for (const [index, value] of values.entries()) await insertFact(tx, `${index}`.padStart(2, '0'), value)
    })
    const { factChange } = db.t
    const rows = await db.read.select().from(factChange).orderBy(factChange.id)
    expect(rows.map((row) => row.value)).toEqual(values)
  })

  test('null is null, whether given directly or to a prepared statement', async () => {
    const db = await open()
    const { factChange } = db.t
    await db.write(async (tx) => {
      await insertFact(tx, 'direct', null)
      await tx
        .prepared('test.insert-fact', (c) =>
          c.insert(c.t.factChange).values({
            organizationId: 'o',
            id: sql.placeholder('id'),
            subject: 's',
            field: 'f',
            value: sql.placeholder('value'),
            at: 1,
            receivedAt: 1,
          }),
        )
        .execute({ id: 'prepared', value: null })
    })
    const empty = await db.read.select().from(factChange).where(sql`${factChange.value} is null`)
    expect(empty.map((row) => [row.id, row.value])).toEqual(
      expect.arrayContaining([
        ['direct', null],
        ['prepared', null],
      ]),
    )
    expect(empty).toHaveLength(2)
  })

  test('text sorts by bytes', async () => {
    const db = await open()
    const { organization } = db.t
    const names = ['b', 'A', 'é', '_x', 'Z', 'a', 'B', 'a b', 'a-b', '10', '9']
    await db.write(async (tx) => {
      for (const [index, name] of names.entries()) await insertOrganization(tx, `o${index}`, name)
    })
    const rows = await db.read.select().from(organization).orderBy(asc(organization.name))
    expect(rows.map((row) => row.name)).toEqual(['10', '9', 'A', 'B', 'Z', '_x', 'a', 'a b', 'a-b', 'b', 'é'])
    const above = await db.read.select().from(organization).where(sql`${organization.name} > 'a'`)
    expect(above.map((row) => row.name).sort()).toEqual(['a b', 'a-b', 'b', 'é'])
  })

  test('nulls come last where the query says so', async () => {
    const db = await open()
    const { factChange } = db.t
    await db.write(async (tx) => {
      for (const id of ['a', 'b', 'c']) await insertFact(tx, id, id === 'b' ? null : id)
    })
    for (const order of [asc, desc]) {
      const rows = await db.read
        .select()
        .from(factChange)
        .orderBy(sql`${order(factChange.value)} nulls last`)
      expect(rows.at(-1)?.id).toBe('b')
    }
  })

  test('instants, real numbers, booleans and dates keep their values', async () => {
    const db = await open()
    const { user, signal } = db.t
    const at = 4_102_444_800_123
    await db.write(async (tx) => {
      const login = { id: 'u', name: 'U', email: 'u@example.com', emailVerified: true }
      await tx.insert(user).values({ ...login, createdAt: new Date(at), updatedAt: new Date(at) })
      const shared = { organizationId: 'o', type: 'metric' as const, at, receivedAt: at, history: false }
      await tx.insert(signal).values({ ...shared, externalId: 's', value: 0.1 + 0.2 })
      await tx.insert(signal).values({ ...shared, externalId: 'huge', value: Number.MAX_SAFE_INTEGER, history: true })
    })
    const [login] = await db.read.select().from(user)
    expect(login).toMatchObject({ emailVerified: true, image: null, createdAt: new Date(at) })
    const rows = await db.read.select().from(signal).orderBy(desc(signal.externalId))
    expect(rows.map(({ at: t, value, history }) => ({ t, value, history }))).toEqual([
      { t: at, value: 0.30000000000000004, history: false },
      { t: at, value: Number.MAX_SAFE_INTEGER, history: true },
    ])
    expect(await db.read.select().from(signal).where(eq(signal.history, true))).toHaveLength(1)
  })

  test('counts and sums are numbers', async () => {
    const db = await open()
    const { organization } = db.t
    await db.write(async (tx) => {
      for (const id of ['a', 'b', 'c']) await insertOrganization(tx, id)
    })
    const [row] = await db.read
      .select({ count: count(), sum: sql<number>`sum(${organization.updatedAt})`, raw: sql<number>`count(*)` })
      .from(organization)
    expect(row).toEqual({ count: 3, sum: 3, raw: 3 })
    expect(await db.read.$count(organization, eq(organization.id, 'a'))).toBe(1)
  })

  test('a number column refuses text and fractions', async () => {
    const db = await open()
    for (const wrong of ['abc', 1.5]) {
      const row = { ...organizationRow('a'), createdAt: wrong as number }
      await expect(db.write(async (tx) => tx.insert(tx.t.organization).values(row))).rejects.toThrow(
        /cannot store|invalid input syntax|Failed query/,
      )
    }
  })
})
