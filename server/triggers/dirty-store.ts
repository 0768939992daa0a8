import { randomInt } from 'node:crypto'
import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Schema } from '../../drizzle/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Pending } from '../../shared/triggers/facts.ts'
import { excluded } from '../db/excluded.ts'
import type { Preparable, Reader, Writer } from '../db/engine.ts'

export type DirtyRow = Schema['dirty']['$inferSelect']

const given = (name: string): SQL => sql`${sql.placeholder(name)}`

/**
 * Marks a subject: a fact about it arrived at `at`. A second fact of the same millisecond counts as one later, so that
 * what was armed between the two can tell them apart.
 */
export async function markSubject(tx: Writer, organizationId: string, subject: string, at: Instant): Promise<void> {
  const query = tx.prepared('mark subject', (c) => {
    const { dirty } = c.t
    const [first, last] = [excluded(dirty.firstAt), excluded(dirty.lastAt)]
    return c
      .insert(dirty)
      .values({
        organizationId: given('organizationId'),
        subject: given('subject'),
        change: given('change'),
        firstAt: given('at'),
        lastAt: given('at'),
      })
      .onConflictDoUpdate({
        target: [dirty.organizationId, dirty.subject],
        set: {
          change: sql`${dirty.change} + 1`,
          firstAt: sql`case when ${first} < ${dirty.firstAt} then ${first} else ${dirty.firstAt} end`,
          lastAt: sql`case when ${last} > ${dirty.lastAt} then ${last}
            when ${last} = ${dirty.lastAt} then ${dirty.lastAt} + 1 else ${dirty.lastAt} end`,
        },
      }) as unknown as Preparable<never>
  })
  // Begins anywhere: another process may have seen, done and deleted a row that counted from 1 too.
  await query.execute({ organizationId, subject, change: randomInt(2 ** 47), at })
}

/** What is heard of a subject since the evaluator last looked; null if nothing. */
export async function pendingOf(conn: Reader, organizationId: string, subject: string): Promise<Pending | null> {
  const query = conn.prepared('pending of subject', (c) =>
    c
      .select({ firstAt: c.t.dirty.firstAt, lastAt: c.t.dirty.lastAt })
      .from(c.t.dirty)
      .where(
        and(
          eq(c.t.dirty.organizationId, sql.placeholder('organizationId')),
          eq(c.t.dirty.subject, sql.placeholder('subject')),
        ),
      ),
  )
  const [row] = await query.execute({ organizationId, subject })
  return row ?? null
}

/** Marked subjects, the longest waiting first. */
export async function listDirty(conn: Reader, limit: number): Promise<DirtyRow[]> {
  const query = conn.prepared('dirty subjects', (c) =>
    c.select().from(c.t.dirty).orderBy(asc(c.t.dirty.firstAt)).limit(sql.placeholder('limit')),
  )
  return query.execute({ limit })
}

/** Forgets a subject that was seen to, unless more has been heard of it since. */
export async function forgetSubject(
  tx: Writer,
  { organizationId, subject, change }: Pick<DirtyRow, 'organizationId' | 'subject' | 'change'>,
): Promise<void> {
  const query = tx.prepared('forget subject', (c) => {
    const { dirty } = c.t
    return c
      .delete(dirty)
      .where(
        and(
          eq(dirty.organizationId, sql.placeholder('organizationId')),
          eq(dirty.subject, sql.placeholder('subject')),
          eq(dirty.change, sql.placeholder('change')),
        ),
      )
      .returning({ subject: dirty.subject })
  })
  await query.execute({ organizationId, subject, change })
}
