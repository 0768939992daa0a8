import type { ImportCounts, ImportKind, ImportMapping, ImportState } from '../../shared/imports/schema.ts'
import type { Kit } from '../kit.postgres.ts'
import type { People } from './people.ts'

/** What the installation keeps about its own work. */
export function defineOperations(k: Kit, { organization }: People) {
  /**
   * One row per slot of a scheduled job: the unique row is the claim, so of two servers one runs it.
   * Installation-wide jobs have no organization; statistics are summed over all.
   */
  const jobRun = k.table(
    'job_run',
    {
      id: k.text().primaryKey(),
      job: k.text().notNull(),
      /** The scheduled instant, or null when a person or start-up asked for it. */
      slotAt: k.instant(),
      startedAt: k.instant().notNull(),
      finishedAt: k.instant(),
      /** Null while it runs. */
      tookMs: k.integer(),
      evaluated: k.integer().notNull(),
      fired: k.integer().notNull(),
      firedLate: k.integer().notNull(),
      errors: k.integer().notNull(),
      errorDetails: k.json<{ workflowId: string; error: string }[]>().notNull(),
      startedBy: k.text().notNull(),
    },
    (t) => [k.uniqueIndex('job_run_slot').on(t.job, t.slotAt), k.index('job_run_started').on(t.job, t.startedAt)],
  )

  const importRun = k.table(
    'import_run',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      kind: k.text().$type<ImportKind>().notNull(),
      fileName: k.text().notNull(),
      state: k.text().$type<ImportState>().notNull(),
      mapping: k.json<ImportMapping>().notNull(),
      counts: k.json<ImportCounts>().notNull(),
      createdBy: k.text().notNull(),
      createdAt: k.instant().notNull(),
      finishedAt: k.instant(),
      lastError: k.text(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.index('import_run_created').on(t.organizationId, t.createdAt),
    ],
  )

  /** Rows that did not go in: line, column, value and reason. */
  const importIssue = k.table(
    'import_issue',
    {
      organizationId: k.text().notNull(),
      importId: k.text().notNull(),
      position: k.integer().notNull(),
      line: k.integer().notNull(),
      column: k.text().notNull(),
      value: k.text().notNull(),
      reason: k.text().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.importId, t.position] }),
      k
        .foreignKey({
          columns: [t.organizationId, t.importId],
          foreignColumns: [importRun.organizationId, importRun.id],
        })
        .onDelete('cascade'),
    ],
  )

  /** Column mappings that were used before, by kind and titles. */
  const importMapping = k.table(
    'import_mapping',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      kind: k.text().$type<ImportKind>().notNull(),
      /** The file's column titles, normalised and joined. */
      titles: k.text().notNull(),
      mapping: k.json<ImportMapping>().notNull(),
      usedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.kind, t.titles] })],
  )

  return { jobRun, importRun, importIssue, importMapping }
}
