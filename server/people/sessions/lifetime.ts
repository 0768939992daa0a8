import { DAY, type Instant } from '../../../shared/time/instant.ts'

/** Seconds a session lasts at most, however busy. */
export const LONGEST_SECONDS = (30 * DAY) / 1000
/** A session nobody used for this long is over. */
const IDLE = 7 * DAY

/** `updatedAt` is when the session was last used, to the hour. */
export function isAlive(session: { expiresAt: Date; updatedAt: Date }, now: Instant): boolean {
  return now < session.expiresAt.getTime() && now - session.updatedAt.getTime() < IDLE
}
