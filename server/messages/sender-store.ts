import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import { excluded } from '../db/excluded.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'

/** What a sender calls themselves: `sender` as it came with the message. */
export type SenderProfile = { sender: string; name: string | null; email: string | null }

/** Keeps what was learned of senders; the latest counts. */
export async function saveSenders(
  tx: Writer,
  organizationId: string,
  profiles: readonly SenderProfile[],
  now: Instant,
): Promise<void> {
  const { messageSender } = tx.t
  for (const profile of profiles)
    await tx
      .insert(messageSender)
      .values({ organizationId, ...profile, updatedAt: now })
      .onConflictDoUpdate({
        target: [messageSender.organizationId, messageSender.sender],
        set: { name: excluded(messageSender.name), email: excluded(messageSender.email), updatedAt: now },
      })
}

/** What is known of these senders, by sender. */
export async function profilesOf(
  conn: Reader,
  organizationId: string,
  senders: readonly string[],
): Promise<Map<string, SenderProfile & { updatedAt: Instant }>> {
  const rows = await selectIn(conn, 'sender profiles', senders, { organizationId }, (c, list) => {
    const { messageSender } = c.t
    return c
      .select({
        sender: messageSender.sender,
        name: messageSender.name,
        email: messageSender.email,
        updatedAt: messageSender.updatedAt,
      })
      .from(messageSender)
      .where(
        and(
          eq(messageSender.organizationId, sql.placeholder('organizationId')),
          sql`${messageSender.sender} in (${list})`,
        ),
      )
  })
  return new Map(rows.map((row) => [row.sender, row]))
}
