import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Instant } from '../../../shared/time/instant.ts'
import type { Reader, Writer } from '../../db/engine.ts'

/** Keys that are not revoked, newest first, with whose they are. */
export async function listKeys(conn: Reader, organizationId: string) {
  const { apiKey, member } = conn.t
  return conn
    .select({
      id: apiKey.id,
      name: apiKey.name,
      prefix: apiKey.prefix,
      userId: apiKey.userId,
      userName: member.name,
      role: member.role,
      createdAt: apiKey.createdAt,
      lastUsedAt: apiKey.lastUsedAt,
    })
    .from(apiKey)
    .innerJoin(member, and(eq(member.organizationId, apiKey.organizationId), eq(member.userId, apiKey.userId)))
    .where(and(eq(apiKey.organizationId, organizationId), isNull(apiKey.revokedAt)))
    .orderBy(desc(apiKey.createdAt), desc(apiKey.id))
}

export async function insertKey(
  tx: Writer,
  organizationId: string,
  row: {
    id: string
    userId: string
    name: string
    hash: string
    prefix: string
    createdBy: string
    createdAt: Instant
  },
): Promise<void> {
  await tx.insert(tx.t.apiKey).values({ organizationId, ...row })
}

/** Revokes a key and returns its name; null where there is no such key in use. */
export async function revokeKey(
  tx: Writer,
  organizationId: string,
  keyId: string,
  now: Instant,
): Promise<{ name: string; userId: string } | null> {
  const { apiKey } = tx.t
  const rows = await tx
    .update(apiKey)
    .set({ revokedAt: now })
    .where(and(eq(apiKey.organizationId, organizationId), eq(apiKey.id, keyId), isNull(apiKey.revokedAt)))
    .returning({ name: apiKey.name, userId: apiKey.userId })
  return rows[0] ?? null
}

/** A person who leaves takes their keys along, and does not get them back by returning. */
export async function revokeKeysOf(tx: Writer, organizationId: string, userId: string, now: Instant): Promise<void> {
  const { apiKey } = tx.t
  await tx
    .update(apiKey)
    .set({ revokedAt: now })
    .where(and(eq(apiKey.organizationId, organizationId), eq(apiKey.userId, userId), isNull(apiKey.revokedAt)))
}
