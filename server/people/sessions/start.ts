import type { Instant } from '../../../shared/time/instant.ts'
import { newId, newSecret } from '../../clock.ts'
import type { Writer } from '../../db/engine.ts'
import { sessionCookieName, signToken } from './cookie.ts'
import { LONGEST_SECONDS } from './lifetime.ts'
import { insertSession } from './store.ts'

/** Who signs in, and what is remembered of the browser. */
export type NewSession = { userId: string; organizationId: string; address: string; userAgent: string | null }

/**
 * Signs a person in who has just chosen or proved their password elsewhere than at the sign-in page.
 * Returns the Set-Cookie header to send once the unit of work is committed.
 */
export async function startSession(
  tx: Writer,
  { userAgent, address, ...whose }: NewSession,
  site: { url: string; secret: string },
  now: Instant,
): Promise<string> {
  const token = newSecret(24)
  await insertSession(tx, { id: newId(now), token, ...whose, ipAddress: address, userAgent }, now)
  const secure = site.url.startsWith('https:') ? '; Secure' : ''
  const cookie = `${sessionCookieName(site.url)}=${signToken(site.secret, token)}`
  return `${cookie}; Max-Age=${LONGEST_SECONDS}; Path=/; HttpOnly; SameSite=Lax${secure}`
}
