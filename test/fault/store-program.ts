import { systemClock } from '../../server/clock.ts'
import { openDb } from '../../server/db/open.ts'
import type { FaultPoint } from '../../server/faults.ts'
import { createLog } from '../../server/log.ts'
import { killAt, say, taskOf } from '../support/killable.ts'
import { organizationRow } from '../support/rows.ts'

export type StoreTask = {
  databaseUrl: string | null
  dataDir: string
  round: number
  /** Null: only tell what is there. */
  point: FaultPoint | null
  nth: number
  /** The negative control: acknowledges before it has written. */
  hasty?: boolean
}
export type StoreLine = { have: { organizations: string[]; teams: string[] } } | { acknowledged: string }

// Writes pairs of rows, three units of work at a time, each acknowledged once its write has resolved, until it is killed.

const task = taskOf<StoreTask>()
const { databaseUrl, dataDir, round, point, nth } = task
const faults = killAt(point, nth)
const log = createLog('silent')
const limits = { deadline: 10_000 }
const db = await openDb({ databaseUrl, dataDir, faults, log, limits, clock: systemClock })
const { organization, team } = db.t
const organizations = await db.read.select({ id: organization.id }).from(organization)
const teams = await db.read.select({ id: team.id }).from(team)
say({ have: { organizations: organizations.map((row) => row.id), teams: teams.map((row) => row.id) } })

async function writePair(id: string) {
  if (task.hasty) say({ acknowledged: id })
  await db.write(async (tx) => {
    await tx.insert(organization).values(organizationRow(id))
    await tx.insert(team).values({ organizationId: id, id, name: id, nameSort: id, createdAt: 1, updatedAt: 1 })
  })
  if (!task.hasty) say({ acknowledged: id })
}

for (let turn = 0; point !== null && turn < 100; turn++) {
  await Promise.all([1, 2, 3].map((lane) => writePair(`${round}-${turn}-${lane}`)))
}
await db.close()
