import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openDb } from '../../server/db/open.ts'
import { engines } from '../support/engines.ts'
import { testClock } from '../support/clock.ts'
import { createLog } from '../../server/log.ts'

it('copies the log into the file on another thread, and closes cleanly', async () => {
  const place = await engines.find((engine) => engine.name === 'sqlite')!.place()
  const db = await openDb({ ...place, clock: testClock(), log: createLog('silent') })
  const file = join(place.dataDir, 'hoist.db')
  const looking = new Database(file, { readonly: true })
  const copied = () =>
    (looking.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[])[0]?.checkpointed ?? 0
  const settings = { escalateEnhanced: true } as never
  let written = 0
  // Far below the 16,000 pages at which the writer would copy by itself.
  while (copied() === 0 && written < 4_000) {
    await db.write((tx) =>
      tx.insert(tx.t.organization).values({
        id: `o${written++}`,
        name: 'x'.repeat(4_000),
        timeZone: 'UTC',
        settings,
        createdAt: 0,
        updatedAt: 0,
      }),
    )
  }
  expect(written).toBeLessThan(4_000)
  expect(copied()).toBeGreaterThan(0)
  looking.close()
  await db.close()
  const again = new Database(file)
  expect(again.prepare('select count(*) as count from organization').get()).toEqual({ count: written })
  expect(again.pragma('integrity_check', { simple: true })).toBe('ok')
  again.close()
})
