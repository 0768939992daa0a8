import type { Filter } from '../../shared/analytics/schema.ts'
import { mayPass } from '../../shared/roles.ts'
import type { Caller } from '../context.ts'
import type { Ask } from './questions.ts'

/** A question of this caller. */
export function askOf({ organizationId, userId, role, timeZone, settings }: Caller, filter: Filter): Ask {
  return { organizationId, userId, role, timeZone, filter, alerts: mayPass(role, 'alerts', settings) }
}
