import { and, eq, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'
import { selectIn } from '../db/select-in.ts'

export type SignalRow = Schema['signal']['$inferSelect']

/** Which of these sender's ids were accepted before. */
export async function knownSignals(
  conn: Reader,
  organizationId: string,
  externalIds: readonly string[],
): Promise<Set<string>> {
  const rows = await selectIn(conn, 'known signals', externalIds, { organizationId }, (c, list) => {
    const { signal } = c.t
    return c
      .select({ externalId: signal.externalId })
      .from(signal)
      .where(and(eq(signal.organizationId, sql.placeholder('organizationId')), sql`${signal.externalId} in (${list})`))
  })
  return new Set(rows.map((row) => row.externalId))
}

export async function insertSignals(tx: Writer, rows: SignalRow[]): Promise<void> {
  await insertMany(tx, tx.t.signal, rows, 'ignore')
}
