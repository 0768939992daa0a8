import { and, desc, eq, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Reader, Writer } from '../db/engine.ts'

export type LabelRow = Schema['alertLabel']['$inferSelect']

/** Keeps what somebody said of a message; the latest word counts. */
export async function saveLabel(tx: Writer, row: LabelRow): Promise<void> {
  const { alertLabel } = tx.t
  const { organizationId: _, messageId: __, ...set } = row
  await tx
    .insert(alertLabel)
    .values(row)
    .onConflictDoUpdate({ target: [alertLabel.organizationId, alertLabel.messageId], set })
}

/** Takes back what was said of the messages of an alert when it was called a false positive. */
export async function removeFalsePositives(tx: Writer, organizationId: string, alertId: string): Promise<void> {
  const { alertLabel } = tx.t
  await tx
    .delete(alertLabel)
    .where(
      and(
        eq(alertLabel.organizationId, organizationId),
        eq(alertLabel.alertId, alertId),
        eq(alertLabel.verdict, 'false_positive'),
      ),
    )
}

/** Labelled messages with what was written, the latest first: at most `limit`. */
export async function listLabels(
  conn: Reader,
  organizationId: string,
  limit: number,
): Promise<(LabelRow & { text: string | null })[]> {
  const { alertLabel, message } = conn.t
  const rows = await conn
    .select({ label: alertLabel, text: message.text })
    .from(alertLabel)
    .leftJoin(message, and(eq(message.organizationId, alertLabel.organizationId), eq(message.id, alertLabel.messageId)))
    .where(eq(alertLabel.organizationId, organizationId))
    .orderBy(desc(alertLabel.createdAt), desc(alertLabel.messageId))
    .limit(limit)
  return rows.map(({ label, text }) => ({ ...label, text }))
}

/** A message with what the analysis found in it; undefined where the organization has none by that id. */
export async function findAnalysed(conn: Reader, organizationId: string, messageId: string) {
  const query = conn.prepared('analysed message', (c) => {
    const { message } = c.t
    return c
      .select()
      .from(message)
      .where(
        and(
          eq(message.organizationId, sql.placeholder('organizationId')),
          eq(message.id, sql.placeholder('messageId')),
        ),
      )
  })
  return (await query.execute({ organizationId, messageId }))[0]
}
