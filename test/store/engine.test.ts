import { expect, test } from 'vitest'
import { eachEngine } from '../support/engines.ts'

eachEngine('the database', (open, engine) => {
  test('opens', async () => {
    const db = await open()
    expect(db.version).toMatch(engine.name === 'sqlite' ? /^SQLite 3\./ : /^PostgreSQL \d/)
    await db.write(async (tx) => {
      await tx
        .insert(tx.t.organization)
        .values({ id: 'o', name: 'O', timeZone: 'UTC', settings: {} as never, createdAt: 1, updatedAt: 1 })
    })
    expect(await db.read.select().from(db.t.organization)).toHaveLength(1)
  })
})
