import type { Actor } from '../shared/actor.ts'
import type { OrganizationSettings } from '../shared/people/settings.ts'
import type { Role } from '../shared/roles.ts'
import type { Clock } from './clock.ts'
import type { Db } from './db/engine.ts'
import type { Log } from './log.ts'

/** What every service needs and nothing more. */
export type Context = {
  db: Db
  clock: Clock
  log: Log
}

/** Who is asking, resolved once per request from the session or the API key. */
export type Caller = {
  organizationId: string
  userId: string
  name: string
  role: Role
  /** Time zone and settings of the organization, read with the caller. */
  timeZone: string
  settings: OrganizationSettings
  actor: Actor
  /** The request's id in the log. */
  requestId?: string | undefined
}
