import { DAY, HOUR, type Instant } from '../../../shared/time/instant.ts'
import { newId, newSecret } from '../../clock.ts'
import type { Writer } from '../../db/engine.ts'
import { hashOf } from '../sessions/secrets.ts'
import { closeLinks, insertLink, type LinkPurpose } from './store.ts'

/** An invitation waits for the person; a link that changes a password is meant for now. */
const LASTS: Record<LinkPurpose, number> = { invitation: 7 * DAY, password: 24 * HOUR }

export type IssuedLink = { token: string; expiresAt: Instant }

/** A new one-time link; earlier ones of its purpose stop working. */
export async function issueLink(
  tx: Writer,
  organizationId: string,
  { userId, purpose, createdBy }: { userId: string; purpose: LinkPurpose; createdBy: string | null },
  now: Instant,
): Promise<IssuedLink> {
  await closeLinks(tx, organizationId, userId, now, purpose)
  const token = newSecret(24)
  const expiresAt = now + LASTS[purpose]
  const id = newId(now)
  await insertLink(tx, organizationId, {
    id,
    userId,
    purpose,
    tokenHash: hashOf(token),
    createdBy,
    createdAt: now,
    expiresAt,
  })
  return { token, expiresAt }
}

/** Where a person opens a link. */
export function linkAddress(url: string, token: string): string {
  return `${url}/accept/${token}`
}
