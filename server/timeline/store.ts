import { and, desc, eq, lt, or } from 'drizzle-orm'
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
  const { timeline } = conn.t
  const after = decodeCursor(cursor, 2)
  const at = Number(after?.[0])
  const rows = await conn
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
        eq(timeline.organizationId, organizationId),
        eq(timeline.subject, subject),
        after && or(lt(timeline.at, at), and(eq(timeline.at, at), lt(timeline.id, String(after[1])))),
      ),
    )
    .orderBy(desc(timeline.at), desc(timeline.id))
    .limit(limit + 1)
  const entries = rows.slice(0, limit)
  const last = entries.at(-1)
  return { entries, nextCursor: rows.length > limit && last ? encodeCursor([last.at, last.id]) : null }
}
