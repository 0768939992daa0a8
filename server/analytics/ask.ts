import type { Filter } from '../../shared/analytics/schema.ts'
import type { Caller } from '../context.ts'
import type { Ask } from './questions.ts'

/** A question of this caller. */
export function askOf({ organizationId, userId, role, timeZone }: Caller, filter: Filter): Ask {
  return { organizationId, userId, role, timeZone, filter }
}
