import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import type { Actor } from '../../shared/actor.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'

export type TimelineEntry = {
  /** `workflow:<id>`, `customer:<id>`, `member:<id>`, `organization`. */
  subject: string
  /** A verb in the past tense, with its noun: `workflow.escalated`. */
  type: string
  actor: Actor
  at: Instant
  /** What the screen needs to tell it in words: names, before and after. */
  details: Record<string, unknown>
}

/** Appends acts to the story of their subjects; entries of one call keep their order. */
export async function appendTimeline(tx: Writer, organizationId: string, entries: TimelineEntry[]): Promise<void> {
  const rows = entries.map((entry) => ({ organizationId, id: newId(entry.at), ...entry }))
  await insertMany(tx, tx.t.timeline, rows)
}

export type TimelinePage = { entries: (TimelineEntry & { id: string })[]; nextCursor: string | null }

/** The story of a subject, newest first, `limit` entries at a time. */
export async function listTimeline(
  conn: Reader,
  organizationId: string,
  subject: string,
  cursor?: string,
  limit = 100,
): Promise<TimelinePage> {
  const after = decodeCursor(cursor, ['integer', 'text'])
  const query = conn.prepared(after ? 'timeline page' : 'timeline', (c) => {
    const { timeline } = c.t
    const [at, id] = [sql.placeholder('at'), sql.placeholder('id')]
    return c
      .select({
        id: timeline.id,
        subject: timeline.subject,
        type: timeline.type,
        actor: timeline.actor,
        at: timeline.at,
        details: timeline.details,
      })
      .from(timeline)
      .where(
        and(
          eq(timeline.organizationId, sql.placeholder('organizationId')),
          eq(timeline.subject, sql.placeholder('subject')),
          after && or(lt(timeline.at, at), and(eq(timeline.at, at), lt(timeline.id, id))),
        ),
      )
      .orderBy(desc(timeline.at), desc(timeline.id))
      .limit(sql.placeholder('limit'))
  })
  const position = after ? { at: Number(after[0]), id: String(after[1]) } : {}
  const rows = await query.execute({ organizationId, subject, limit: limit + 1, ...position })
  const entries = rows.slice(0, limit)
  const last = entries.at(-1)
  return { entries, nextCursor: rows.length > limit && last ? encodeCursor([last.at, last.id]) : null }
}
