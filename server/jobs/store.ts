import { and, desc, eq, inArray, isNotNull, lt, ne, or } from 'drizzle-orm'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import { decodeCursor, encodeCursor } from '../db/cursor.ts'
import type { Reader, Writer } from '../db/engine.ts'
import type { JobStatistics } from './job.ts'

export type JobRunRow = Reader['t']['jobRun']['$inferSelect']

/**
 * Records that a run begins. With a slot this is the claim: null means that the slot was taken before, here or elsewhere.
 * Returns the run's id.
 */
export async function beginRun(
  tx: Writer,
  run: { job: string; slotAt: Instant | null; startedBy: string },
  now: Instant,
): Promise<string | null> {
  const { jobRun } = tx.t
  const nothing = { evaluated: 0, fired: 0, firedLate: 0, errors: 0, errorDetails: [] }
  const rows = await tx
    .insert(jobRun)
    .values({ id: newId(now), ...run, startedAt: now, finishedAt: null, tookMs: null, ...nothing })
    .onConflictDoNothing()
    .returning({ id: jobRun.id })
  return rows[0]?.id ?? null
}

export async function finishRun(
  tx: Writer,
  id: string,
  run: JobStatistics & { finishedAt: Instant; tookMs: number },
): Promise<void> {
  const { jobRun } = tx.t
  await tx.update(jobRun).set(run).where(eq(jobRun.id, id))
}

/** Was this slot taken already? Cheaper than trying to take it, each minute, for each job. */
export async function isSlotTaken(conn: Reader, job: string, slotAt: Instant): Promise<boolean> {
  const { jobRun } = conn.t
  const rows = await conn
    .select({ id: jobRun.id })
    .from(jobRun)
    .where(and(eq(jobRun.job, job), eq(jobRun.slotAt, slotAt)))
  return rows.length > 0
}

/** Runs, newest first; of one job or of all. */
export async function listRuns(
  conn: Reader,
  filter: { job?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ runs: JobRunRow[]; count: number; nextCursor: string | null }> {
  const { jobRun } = conn.t
  const after = decodeCursor(filter.cursor, ['integer', 'text'])
  const at = Number(after?.[0])
  const whole = filter.job === undefined ? undefined : eq(jobRun.job, filter.job)
  const rows = await conn
    .select()
    .from(jobRun)
    .where(
      and(whole, after && or(lt(jobRun.startedAt, at), and(eq(jobRun.startedAt, at), lt(jobRun.id, String(after[1]))))),
    )
    .orderBy(desc(jobRun.startedAt), desc(jobRun.id))
    .limit(filter.limit + 1)
  const runs = rows.slice(0, filter.limit)
  const last = runs.at(-1)
  const nextCursor = rows.length > filter.limit && last ? encodeCursor([last.startedAt, last.id]) : null
  return { runs, count: await conn.$count(jobRun, whole), nextCursor }
}

export async function getRun(conn: Reader, id: string): Promise<JobRunRow | undefined> {
  const { jobRun } = conn.t
  const rows = await conn.select().from(jobRun).where(eq(jobRun.id, id))
  return rows[0]
}

/** Which of these workflows are the organization's: runs serve the whole installation, their errors name workflows. */
export async function ownWorkflows(conn: Reader, organizationId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { workflow } = conn.t
  const rows = await conn
    .select({ id: workflow.id })
    .from(workflow)
    .where(and(eq(workflow.organizationId, organizationId), inArray(workflow.id, ids)))
  return new Set(rows.map((row) => row.id))
}

/** Forgets the scheduled runs of a job that ended and found nothing, but for one. */
export async function deleteEmptyRuns(tx: Writer, job: string, keep: string): Promise<void> {
  const { jobRun } = tx.t
  await tx
    .delete(jobRun)
    .where(
      and(
        eq(jobRun.job, job),
        ne(jobRun.id, keep),
        isNotNull(jobRun.finishedAt),
        isNotNull(jobRun.slotAt),
        eq(jobRun.evaluated, 0),
        eq(jobRun.errors, 0),
      ),
    )
}

/** Forgets up to `limit` runs that ended before `before`; returns how many. */
export async function deleteOldRuns(tx: Writer, before: Instant, limit: number): Promise<number> {
  const { jobRun } = tx.t
  const old = tx
    .select({ id: jobRun.id })
    .from(jobRun)
    .where(and(isNotNull(jobRun.finishedAt), lt(jobRun.startedAt, before)))
    .limit(limit)
  const rows = await tx.delete(jobRun).where(inArray(jobRun.id, old)).returning({ id: jobRun.id })
  return rows.length
}
