import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Reader, Writer } from '../db/engine.ts'

export type CalendarRow = Schema['analyticsCalendar']['$inferSelect']

/** Each organization with the state of its stored days; `calendar` is null where nobody has looked yet. */
export async function listCalendars(conn: Reader) {
  const { organization, analyticsCalendar } = conn.t
  return conn
    .select({
      organizationId: organization.id,
      timeZone: organization.timeZone,
      changedAt: organization.updatedAt,
      calendar: analyticsCalendar,
    })
    .from(organization)
    .leftJoin(analyticsCalendar, eq(analyticsCalendar.organizationId, organization.id))
    .orderBy(asc(organization.id))
}

export async function saveCalendar(tx: Writer, row: CalendarRow): Promise<void> {
  const { analyticsCalendar: t } = tx.t
  await tx.insert(t).values(row).onConflictDoUpdate({ target: t.organizationId, set: row })
}

type FlowActionRow = Schema['flowAction']['$inferSelect']
export type DaysRow = Pick<
  FlowActionRow,
  | 'id'
  | 'createdAt'
  | 'firedAt'
  | 'localDay'
  | 'localWeekday'
  | 'localHour'
  | 'firedLocalDay'
  | 'firedLocalWeekday'
  | 'firedLocalHour'
>

/** Flow actions after an id, by id, with what is stored of their days. */
export async function listDays(tx: Writer, organizationId: string, after: string, limit: number): Promise<DaysRow[]> {
  const { flowAction: t } = tx.t
  return tx
    .select({
      id: t.id,
      createdAt: t.createdAt,
      firedAt: t.firedAt,
      localDay: t.localDay,
      localWeekday: t.localWeekday,
      localHour: t.localHour,
      firedLocalDay: t.firedLocalDay,
      firedLocalWeekday: t.firedLocalWeekday,
      firedLocalHour: t.firedLocalHour,
    })
    .from(t)
    .where(and(eq(t.organizationId, organizationId), gt(t.id, after)))
    .orderBy(asc(t.id))
    .limit(limit)
}

const given = (name: string) => sql`${sql.placeholder(name)}`

/** Writes the days of one flow action; nothing else of it changes, nor does its version. */
export async function setDays(
  tx: Writer,
  organizationId: string,
  days: Omit<DaysRow, 'createdAt' | 'firedAt'>,
): Promise<void> {
  const query = tx.prepared('set days', (c) => {
    const { flowAction: t } = c.t
    return c
      .update(t)
      .set({
        localDay: given('localDay'),
        localWeekday: given('localWeekday'),
        localHour: given('localHour'),
        firedLocalDay: given('firedLocalDay'),
        firedLocalWeekday: given('firedLocalWeekday'),
        firedLocalHour: given('firedLocalHour'),
      })
      .where(and(eq(t.organizationId, sql.placeholder('organizationId')), eq(t.id, sql.placeholder('id'))))
  })
  await query.execute({ organizationId, ...days })
}
