import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { RowIssue } from '../../shared/imports/convert.ts'
import type { ImportCounts, ImportKind, ImportMapping, ImportState } from '../../shared/imports/schema.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { Reader, Writer } from '../db/engine.ts'
import { insertMany } from '../db/insert-many.ts'

export type ImportRun = Reader['t']['importRun']['$inferSelect']
/** A mistake with its place in the file. */
export type ImportIssue = RowIssue & { line: number }

export async function insertImport(tx: Writer, row: ImportRun): Promise<void> {
  await tx.insert(tx.t.importRun).values(row)
}

export async function findImport(conn: Reader, organizationId: string, id: string): Promise<ImportRun | undefined> {
  const { importRun } = conn.t
  const rows = await conn
    .select()
    .from(importRun)
    .where(and(eq(importRun.organizationId, organizationId), eq(importRun.id, id)))
  return rows[0]
}

/** The last imports, newest first. */
export async function listImports(conn: Reader, organizationId: string, limit = 50): Promise<ImportRun[]> {
  const { importRun } = conn.t
  return conn
    .select()
    .from(importRun)
    .where(eq(importRun.organizationId, organizationId))
    .orderBy(desc(importRun.createdAt), desc(importRun.id))
    .limit(limit)
}

export type ImportChange = {
  state: ImportState
  counts: ImportCounts
  mapping?: ImportMapping
  finishedAt?: Instant
  lastError?: string
}

/** Moves an import on from one of the states `from`; false when it is in none of them (somebody was first). */
export async function changeImport(
  tx: Writer,
  organizationId: string,
  id: string,
  from: ImportState[],
  change: ImportChange,
): Promise<boolean> {
  const { importRun } = tx.t
  const rows = await tx
    .update(importRun)
    .set(change)
    .where(and(eq(importRun.organizationId, organizationId), eq(importRun.id, id), inArray(importRun.state, from)))
    .returning({ id: importRun.id })
  return rows.length === 1
}

/** Imports that a stopped server left running, in every organization: they are called failed at start. */
export async function failInterrupted(
  tx: Writer,
  ids: readonly string[],
  lastError: string,
  now: Instant,
): Promise<void> {
  const { importRun } = tx.t
  for (const id of ids) {
    await tx.update(importRun).set({ state: 'failed', lastError, finishedAt: now }).where(eq(importRun.id, id))
  }
}

export async function runningImports(conn: Reader): Promise<{ organizationId: string; id: string }[]> {
  const { importRun: t } = conn.t
  return conn.select({ organizationId: t.organizationId, id: t.id }).from(t).where(eq(t.state, 'running'))
}

/** @param position of the first issue within the import; they are numbered on from it. */
export async function insertIssues(
  tx: Writer,
  organizationId: string,
  importId: string,
  position: number,
  issues: ImportIssue[],
): Promise<void> {
  const rows = issues.map((issue, at) => ({ organizationId, importId, position: position + at, ...issue }))
  await insertMany(tx, tx.t.importIssue, rows, 'ignore')
}

export async function listIssues(
  conn: Reader,
  organizationId: string,
  importId: string,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<ImportIssue[]> {
  const { importIssue } = conn.t
  return conn
    .select({
      line: importIssue.line,
      column: importIssue.column,
      value: importIssue.value,
      reason: importIssue.reason,
    })
    .from(importIssue)
    .where(and(eq(importIssue.organizationId, organizationId), eq(importIssue.importId, importId)))
    .orderBy(asc(importIssue.position))
    .limit(limit)
    .offset(offset)
}

export async function recallMapping(
  conn: Reader,
  organizationId: string,
  kind: ImportKind,
  titles: string,
): Promise<ImportMapping | undefined> {
  const { importMapping } = conn.t
  const rows = await conn
    .select({ mapping: importMapping.mapping })
    .from(importMapping)
    .where(
      and(
        eq(importMapping.organizationId, organizationId),
        eq(importMapping.kind, kind),
        eq(importMapping.titles, titles),
      ),
    )
  return rows[0]?.mapping
}

export async function rememberMapping(
  tx: Writer,
  row: { organizationId: string; kind: ImportKind; titles: string; mapping: ImportMapping; usedAt: Instant },
): Promise<void> {
  const { importMapping } = tx.t
  await tx
    .insert(importMapping)
    .values(row)
    .onConflictDoUpdate({
      target: [importMapping.organizationId, importMapping.kind, importMapping.titles],
      set: { mapping: row.mapping, usedAt: row.usedAt },
    })
}
