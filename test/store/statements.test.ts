import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Reader } from '../../server/db/engine.ts'
import { eachEngine } from '../support/engines.ts'
import { insertOrganization, organizationIds, organizationRow } from '../support/rows.ts'

const byId = (conn: Reader) =>
  conn.prepared('test.organization-by-id', (c) =>
    c
      .select({ id: c.t.organization.id, name: c.t.organization.name })
      .from(c.t.organization)
      .where(eq(c.t.organization.id, sql.placeholder('id'))),
  )

eachEngine('statements', (open) => {
  test('a prepared query is built once and takes its parameters each time', async () => {
    const db = await open()
    await db.write(async (tx) => {
      await insertOrganization(tx, 'a', 'first')
      await insertOrganization(tx, 'b', 'second')
    })
    expect(await byId(db.read).execute({ id: 'b' })).toEqual([{ id: 'b', name: 'second' }])
    expect(await byId(db.read).execute({ id: 'a' })).toEqual([{ id: 'a', name: 'first' }])
    expect(await byId(db.read).execute({ id: 'c' })).toEqual([])
    let builds = 0
    for (let round = 0; round < 3; round++) {
      const query = db.read.prepared('test.counted', (c) => {
        builds += 1
        return c.select().from(c.t.team)
      })
      await query.execute()
    }
    expect(builds).toBe(1)
  })

  test('prepared in a unit of work it sees that unit, and is refused after it', async () => {
    const db = await open()
    let kept: ReturnType<typeof byId> | undefined
    const seen = await db.write(async (tx) => {
      await insertOrganization(tx, 'a')
      kept = byId(tx)
      return kept.execute({ id: 'a' })
    })
    expect(seen).toEqual([{ id: 'a', name: 'a' }])
    await expect(Promise.resolve(kept!.execute({ id: 'a' }))).rejects.toThrow(
      /after its unit of work ended|Failed query/,
    )
    const failing = db.write(async (tx) => {
      await insertOrganization(tx, 'b')
      expect(await byId(tx).execute({ id: 'b' })).toHaveLength(1)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await byId(db.read).execute({ id: 'b' })).toEqual([])
  })

  test('prepared changes with and without returned rows', async () => {
    const db = await open()
    const { organization } = db.t
    const rename = (id: string, name: string) =>
      db.write(async (tx) =>
        tx
          .prepared('test.rename', (c) =>
            c
              .update(organization)
              .set({ name: sql`${sql.placeholder('name')}` })
              .where(eq(organization.id, sql.placeholder('id')))
              .returning({ id: organization.id }),
          )
          .execute({ id, name }),
      )
    await db.write(async (tx) => {
      const insert = tx.prepared('test.insert-organization', (c) =>
        c.insert(organization).values({
          ...organizationRow('unused'),
          id: sql.placeholder('id'),
          settings: sql.placeholder('settings'),
        }),
      )
      await insert.execute({ id: 'a', settings: { escalateEnhanced: true } })
      await insert.execute({ id: 'b', settings: {} })
    })
    expect(await rename('a', 'renamed')).toEqual([{ id: 'a' }])
    expect(await rename('nobody', 'renamed')).toEqual([])
    const [row] = await db.read.select().from(organization).where(eq(organization.id, 'a'))
    expect(row).toMatchObject({ name: 'renamed', settings: { escalateEnhanced: true } })
  })

  test('the same text is answered rightly again and again, with other values and other shapes in between', async () => {
    const db = await open()
    const { organization } = db.t
    await db.write(async (tx) => {
      for (const id of ['a', 'b', 'c']) await insertOrganization(tx, id)
    })
    for (let round = 0; round < 3; round++) {
      for (const id of ['a', 'b', 'c', 'd']) {
        const rows = await db.read.select().from(organization).where(eq(organization.id, id))
        expect(rows.map((row) => row.id)).toEqual(id === 'd' ? [] : [id])
        expect(await db.read.$count(organization)).toBe(3)
        await db.write(async (tx) => {
          const changed = await tx
            .update(organization)
            .set({ updatedAt: round })
            .where(eq(organization.id, id))
            .returning({ id: organization.id })
          await tx.update(organization).set({ updatedAt: round }).where(eq(organization.id, id))
          expect(changed).toHaveLength(rows.length)
        })
      }
    }
  })

  test('more different texts than are remembered', async () => {
    const db = await open()
    await db.write((tx) => insertOrganization(tx, 'a'))
    for (let index = 0; index < 1100; index++) {
      const rows = await db.read
        .select({ n: sql<number>`${sql.raw(String(index))}`.mapWith(Number) })
        .from(db.t.organization)
      expect(rows).toEqual([{ n: index }])
    }
    expect(await organizationIds(db.read)).toEqual(['a'])
  })

  test('concurrent prepared reads and writes keep their own answers', async () => {
    const db = await open()
    const ids = Array.from({ length: 60 }, (_, index) => `o${String(index).padStart(2, '0')}`)
    await Promise.all(ids.map((id) => db.write((tx) => insertOrganization(tx, id))))
    const answers = await Promise.all(ids.map((id) => byId(db.read).execute({ id })))
    expect(answers.map((rows) => rows[0]?.id)).toEqual(ids)
  })
})
