import { and, asc, eq, isNotNull, lte, min } from 'drizzle-orm'
import type { MessageRisk, Opinion } from '../../shared/alerts/risk.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'

export type Asked = { organizationId: string; id: string; dueAt: Instant }

/** Messages that a language model is to be asked about, the longest waiting first. Of installation-wide interest. */
export async function listOpinionsDue(conn: Reader, now: Instant, limit: number): Promise<Asked[]> {
  const { message } = conn.t
  const rows = await conn
    .select({ organizationId: message.organizationId, id: message.id, dueAt: message.opinionDueAt })
    .from(message)
    .where(and(isNotNull(message.opinionDueAt), lte(message.opinionDueAt, now)))
    .orderBy(asc(message.opinionDueAt))
    .limit(limit)
  return rows.flatMap(({ dueAt, ...row }) => (dueAt === null ? [] : [{ ...row, dueAt }]))
}

/** When the next one is due; null where none is. */
export async function nextOpinionAt(conn: Reader): Promise<Instant | null> {
  const { message } = conn.t
  const rows = await conn
    .select({ at: min(message.opinionDueAt) })
    .from(message)
    .where(isNotNull(message.opinionDueAt))
  return rows[0]?.at ?? null
}

/** Takes a message on until `until`; false where another process was first. */
export async function claimOpinion(tx: Writer, { organizationId, id, dueAt }: Asked, until: Instant): Promise<boolean> {
  const { message } = tx.t
  const rows = await tx
    .update(message)
    .set({ opinionDueAt: until })
    .where(and(eq(message.organizationId, organizationId), eq(message.id, id), eq(message.opinionDueAt, dueAt)))
    .returning({ id: message.id })
  return rows.length > 0
}

/** Writes what came of asking, by whoever holds the claim; false where nobody does any more. */
export async function saveOpinion(
  tx: Writer,
  { organizationId, id, dueAt }: Asked,
  { risk, opinion }: { risk: MessageRisk | null; opinion: Opinion | null },
): Promise<boolean> {
  const { message } = tx.t
  const rows = await tx
    .update(message)
    .set({ ...risk, opinion, opinionDueAt: null })
    .where(and(eq(message.organizationId, organizationId), eq(message.id, id), eq(message.opinionDueAt, dueAt)))
    .returning({ id: message.id })
  return rows.length > 0
}
