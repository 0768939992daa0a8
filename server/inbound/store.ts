import { eq } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'

/** Whose secret this is, with the zone of the organization; undefined for a secret that is none. */
export async function findInboundByHash(conn: Reader, hash: string) {
  const { inboundEmail, organization } = conn.t
  const rows = await conn
    .select({
      organizationId: inboundEmail.organizationId,
      timeZone: organization.timeZone,
      lastReceivedAt: inboundEmail.lastReceivedAt,
    })
    .from(inboundEmail)
    .innerJoin(organization, eq(organization.id, inboundEmail.organizationId))
    .where(eq(inboundEmail.hash, hash))
  return rows[0]
}

export async function getInbound(conn: Reader | Writer, organizationId: string) {
  const { inboundEmail } = conn.t
  const rows = await conn.select().from(inboundEmail).where(eq(inboundEmail.organizationId, organizationId))
  return rows[0]
}

/** From now on this secret is the only one. */
export async function saveInbound(
  tx: Writer,
  organizationId: string,
  secret: { hash: string; sealed: string },
  now: Instant,
): Promise<void> {
  const { inboundEmail } = tx.t
  await tx
    .insert(inboundEmail)
    .values({ organizationId, ...secret, createdAt: now, lastReceivedAt: null })
    .onConflictDoUpdate({
      target: inboundEmail.organizationId,
      set: { ...secret, createdAt: now, lastReceivedAt: null },
    })
}

export async function removeInbound(tx: Writer, organizationId: string): Promise<boolean> {
  const { inboundEmail } = tx.t
  const gone = await tx
    .delete(inboundEmail)
    .where(eq(inboundEmail.organizationId, organizationId))
    .returning({ id: inboundEmail.organizationId })
  return gone.length > 0
}

export async function noteReceived(tx: Writer, organizationId: string, now: Instant): Promise<void> {
  const { inboundEmail } = tx.t
  await tx.update(inboundEmail).set({ lastReceivedAt: now }).where(eq(inboundEmail.organizationId, organizationId))
}
