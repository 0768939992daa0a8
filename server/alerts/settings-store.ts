import { eq, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import { HOUR, type Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'

export type AlertSettingRow = Schema['alertSetting']['$inferSelect']

/** Hours between two tellings of the same alert, where nobody chose others. */
const COOLDOWN_HOURS = 4

/** How an organization is alerted; what nobody chose is as usual. */
export async function getAlertSetting(conn: Reader, organizationId: string): Promise<AlertSettingRow> {
  const query = conn.prepared('alert setting', (c) => {
    const { alertSetting } = c.t
    return c
      .select()
      .from(alertSetting)
      .where(eq(alertSetting.organizationId, sql.placeholder('organizationId')))
  })
  const [row] = await query.execute({ organizationId })
  return (
    row ?? {
      organizationId,
      cooldownHours: COOLDOWN_HOURS,
      modelUrl: null,
      modelName: null,
      modelKeySealed: null,
      phrases: null,
      exceptions: null,
      scannedAt: null,
      updatedAt: 0,
    }
  )
}

/** How long people are not told again of an alert that gets no worse, in milliseconds. */
export async function cooldownOf(conn: Reader, organizationId: string): Promise<number> {
  return (await getAlertSetting(conn, organizationId)).cooldownHours * HOUR
}

export async function saveAlertSetting(
  tx: Writer,
  organizationId: string,
  change: Partial<Omit<AlertSettingRow, 'organizationId' | 'updatedAt'>>,
  now: Instant,
): Promise<void> {
  const { alertSetting } = tx.t
  const before = await getAlertSetting(tx, organizationId)
  const set = { ...change, updatedAt: now }
  await tx
    .insert(alertSetting)
    .values({ ...before, ...set })
    .onConflictDoUpdate({ target: alertSetting.organizationId, set })
}
