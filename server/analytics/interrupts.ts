import { type InterruptRow, interruptRows } from '../../shared/analytics/interrupts.ts'
import type { Reader } from '../db/engine.ts'
import { fenceOf } from './fence.ts'
import { listInterruptions } from './interrupts-store.ts'
import { namesOf } from './names-store.ts'
import type { Ask } from './questions.ts'
import { listTeams } from './store.ts'

/** How much each person was interrupted in the period; of the filters only period, recipient and team matter. */
export async function interruptLoad(conn: Reader, ask: Ask): Promise<(InterruptRow & { name: string })[]> {
  const { organizationId, filter, timeZone } = ask
  const { scope, teams } = fenceOf(ask, await listTeams(conn, organizationId))
  const found = await listInterruptions(conn, organizationId, filter, scope?.people ?? null)
  const rows = interruptRows(found, timeZone).filter(
    ({ userId }) =>
      (filter.recipientId === undefined || filter.recipientId === userId) &&
      (filter.teamId === undefined || teams.get(filter.teamId)?.includes(userId)),
  )
  const names = await namesOf(
    conn,
    organizationId,
    'recipient',
    rows.map(({ userId }) => userId),
  )
  return rows.map((row) => ({ ...row, name: names.get(row.userId) ?? '' }))
}
