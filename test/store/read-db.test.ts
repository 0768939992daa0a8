import { expect, it } from 'vitest'
import { openReadDb } from '../../server/db/read-db.ts'
import { openDb } from '../../server/db/open.ts'
import { createLog } from '../../server/log.ts'
import { eachEngine } from '../support/engines.ts'
import { testClock } from '../support/clock.ts'

eachEngine('a reader of its own', (_, engine) => {
  it('sees what the server has committed, and cannot write', async () => {
    const place = await engine.place()
    const db = await openDb({ ...place, clock: testClock(), log: createLog('silent') })
    const reading = await openReadDb(place)
    const { organization } = reading.t
    const names = async () =>
      (await reading.read.select({ name: organization.name }).from(organization)).map((o) => o.name)
    expect(reading.dialect).toBe(engine.name)
    expect(await names()).toEqual([])
    const row = { id: 'o1', name: 'One', timeZone: 'UTC', settings: {} as never, createdAt: 0, updatedAt: 0 }
    await db.write((tx) => tx.insert(tx.t.organization).values(row))
    expect(await names()).toEqual(['One'])
    const writing = reading.read as unknown as Awaited<Parameters<Parameters<typeof db.write>[0]>[0]>
    expect(writing.insert).toBeUndefined()
    await reading.close()
    await db.close()
  })
})
