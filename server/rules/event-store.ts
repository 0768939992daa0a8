import { and, desc, eq, gte, inArray, lt, max, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { RuleEventType } from '../../shared/rules/history.ts'
import { DAY, type Instant } from '../../shared/time/instant.ts'
import { firstIdAt, newId } from '../clock.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'

export type RuleEventRow = Schema['ruleEvent']['$inferSelect']
export type NewRuleEvent = Pick<RuleEventRow, 'ruleId' | 'type' | 'at' | 'actor'> &
  Partial<Pick<RuleEventRow, 'workflowId' | 'customerId' | 'flowActionId' | 'reason' | 'diff' | 'snapshot'>>

/** Appends to the history of rules; nothing ever changes it. */
export async function appendRuleEvents(
  tx: Writer,
  organizationId: string,
  events: readonly NewRuleEvent[],
): Promise<void> {
  const rows = events.map((event) => ({ organizationId, id: newId(event.at), ...event }))
  await insertMany(tx, tx.t.ruleEvent, rows)
}

export type EventPage = { events: RuleEventRow[]; nextCursor: string | null }

/** Which events of a history: of one type, and from `from` on, before `to`. */
export type EventFilter = { type?: RuleEventType | undefined; from?: Instant | undefined; to?: Instant | undefined }

/** The history of one rule or of all rules on one workflow, newest first. */
export async function listRuleEvents(
  conn: Reader,
  organizationId: string,
  of: ({ ruleId: string } | { workflowId: string }) & EventFilter,
  cursor?: string,
  limit = 100,
): Promise<EventPage> {
  const { ruleEvent } = conn.t
  const position = decodeCursor(cursor, ['text'])
  const rows = await conn
    .select()
    .from(ruleEvent)
    .where(
      and(
        eq(ruleEvent.organizationId, organizationId),
        'ruleId' in of ? eq(ruleEvent.ruleId, of.ruleId) : eq(ruleEvent.workflowId, of.workflowId),
        of.type && eq(ruleEvent.type, of.type),
        of.from === undefined ? undefined : gte(ruleEvent.id, firstIdAt(of.from)),
        of.to === undefined ? undefined : lt(ruleEvent.id, firstIdAt(of.to)),
        position && lt(ruleEvent.id, String(position[0])),
      ),
    )
    .orderBy(desc(ruleEvent.id))
    .limit(limit + 1)
  const events = rows.slice(0, limit)
  const last = events.at(-1)
  return { events, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null }
}

export async function findRuleEvent(
  conn: Reader,
  organizationId: string,
  ruleId: string,
  id: string,
): Promise<RuleEventRow | undefined> {
  const { ruleEvent } = conn.t
  const [row] = await conn
    .select()
    .from(ruleEvent)
    .where(and(eq(ruleEvent.organizationId, organizationId), eq(ruleEvent.id, id), eq(ruleEvent.ruleId, ruleId)))
  return row
}

/** How often a rule escalated by itself at or after an instant. */
export async function countApplied(
  conn: Reader,
  organizationId: string,
  ruleId: string,
  since: Instant,
): Promise<number> {
  const query = conn.prepared('applied of rule', (c) => {
    const { ruleEvent } = c.t
    return c
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(ruleEvent)
      .where(
        and(
          eq(ruleEvent.organizationId, sql.placeholder('organizationId')),
          eq(ruleEvent.ruleId, sql.placeholder('ruleId')),
          sql`${ruleEvent.type} = 'applied'`,
          gte(ruleEvent.at, sql.placeholder('since')),
        ),
      )
  })
  return (await query.execute({ organizationId, ruleId, since }))[0]?.count ?? 0
}

/** When a person last let a rule go on after its breaker had stopped it. */
export async function lastResumed(conn: Reader, organizationId: string, ruleId: string): Promise<Instant | null> {
  const { ruleEvent } = conn.t
  const [row] = await conn
    .select({ at: max(ruleEvent.at) })
    .from(ruleEvent)
    .where(
      and(eq(ruleEvent.organizationId, organizationId), eq(ruleEvent.ruleId, ruleId), eq(ruleEvent.type, 'resumed')),
    )
  return row?.at ?? null
}

/** How many weeks a sparkline shows. */
export const WEEKS = 12

/** Firings per week by rule: `weeks` of those that escalated, `shadow` of those that would have; the oldest first. */
export async function firingsPerWeek(
  conn: Reader,
  organizationId: string,
  now: Instant,
): Promise<Map<string, { weeks: number[]; shadow: number[] }>> {
  const { ruleEvent } = conn.t
  const from = now - WEEKS * 7 * DAY
  const week = sql<number>`(${ruleEvent.at} - ${sql.raw(String(from))}) / ${sql.raw(String(7 * DAY))}`.mapWith(Number)
  const rows = await conn
    .select({
      ruleId: ruleEvent.ruleId,
      type: ruleEvent.type,
      week,
      count: sql<number>`count(*)`.mapWith(Number),
    })
    .from(ruleEvent)
    .where(
      and(
        eq(ruleEvent.organizationId, organizationId),
        gte(ruleEvent.id, firstIdAt(from)),
        gte(ruleEvent.at, from),
        inArray(ruleEvent.type, ['applied', 'approved', 'shadow']),
      ),
    )
    .groupBy(ruleEvent.ruleId, ruleEvent.type, week)
  const found = new Map<string, { weeks: number[]; shadow: number[] }>()
  for (const row of rows) {
    const own = found.get(row.ruleId) ?? emptyWeeks()
    const counts = row.type === 'shadow' ? own.shadow : own.weeks
    const at = Math.min(WEEKS - 1, Math.floor(row.week))
    counts[at] = (counts[at] ?? 0) + row.count
    found.set(row.ruleId, own)
  }
  return found
}

export function emptyWeeks(): { weeks: number[]; shadow: number[] } {
  return { weeks: Array<number>(WEEKS).fill(0), shadow: Array<number>(WEEKS).fill(0) }
}
