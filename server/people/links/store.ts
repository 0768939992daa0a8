import { and, eq, isNull } from 'drizzle-orm'
import type { Instant } from '../../../shared/time/instant.ts'
import type { Reader, Writer } from '../../db/engine.ts'

export type LinkPurpose = 'invitation' | 'password'

export async function insertLink(
  tx: Writer,
  organizationId: string,
  row: {
    id: string
    userId: string
    purpose: LinkPurpose
    tokenHash: string
    createdBy: string | null
    createdAt: Instant
    expiresAt: Instant
  },
): Promise<void> {
  await tx.insert(tx.t.link).values({ organizationId, ...row })
}

/** What an unused link is for. It may have expired: the caller compares `expiresAt`. */
export async function findOpenLink(conn: Reader | Writer, tokenHash: string) {
  const { link, member, organization } = conn.t
  const rows = await conn
    .select({
      id: link.id,
      purpose: link.purpose,
      expiresAt: link.expiresAt,
      organizationId: link.organizationId,
      organizationName: organization.name,
      userId: link.userId,
      email: member.email,
      name: member.name,
      memberStatus: member.status,
    })
    .from(link)
    .innerJoin(organization, eq(organization.id, link.organizationId))
    .innerJoin(member, and(eq(member.organizationId, link.organizationId), eq(member.userId, link.userId)))
    .where(and(eq(link.tokenHash, tokenHash), isNull(link.usedAt)))
  return rows[0] ?? null
}

/** Uses up every open link of a person in an organization, of one purpose or of any. */
export async function closeLinks(
  tx: Writer,
  organizationId: string,
  userId: string,
  now: Instant,
  purpose?: LinkPurpose,
): Promise<void> {
  const { link } = tx.t
  await tx
    .update(link)
    .set({ usedAt: now })
    .where(
      and(
        eq(link.organizationId, organizationId),
        eq(link.userId, userId),
        isNull(link.usedAt),
        purpose === undefined ? undefined : eq(link.purpose, purpose),
      ),
    )
}
