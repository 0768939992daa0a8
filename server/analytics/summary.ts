import { summarise } from '../../shared/analytics/measures.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Caller } from '../context.ts'
import type { Reader } from '../db/engine.ts'
import { teammatesOf } from '../escalations/recipient-store.ts'
import { memberNames } from '../people/members/lookup.ts'
import { listEscalations } from './store.ts'

/**
 * How escalating went, for those asked for between `from` and before `to`. Admins see all, managers what was assigned or
 * escalated to them and their teams. Hours, not rounded; the measures of alerts are null while there are no alerts.
 */
export async function summaryFor(
  conn: Reader,
  { organizationId, userId, role }: Caller,
  range: { from?: Instant | undefined; to?: Instant | undefined },
) {
  const people = role === 'admin' ? undefined : [userId, ...(await teammatesOf(conn, organizationId, userId))]
  const summary = summarise(await listEscalations(conn, organizationId, { ...range, people }))
  const { mostEscalatedTo: most } = summary
  const names = await memberNames(conn, organizationId, [most?.userId ?? null])
  return {
    ...summary,
    mostEscalatedTo: most && { ...most, name: names.get(most.userId) ?? '' },
    mtta: null,
    mttr: null,
    falsePositiveRate: null,
  }
}
