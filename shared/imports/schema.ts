import { z } from 'zod'

export const IMPORT_KINDS = ['customers', 'contacts', 'workflows', 'signals', 'messages'] as const
export const ImportKind = z.enum(IMPORT_KINDS)
export type ImportKind = z.infer<typeof ImportKind>

export const ImportState = z.enum(['ready', 'running', 'done', 'cancelled', 'failed'])
export type ImportState = z.infer<typeof ImportState>

/** Title of the file's column → our field, or null to leave it out. */
export const ImportMapping = z.record(z.string(), z.string().nullable())
export type ImportMapping = z.infer<typeof ImportMapping>

export type ImportCounts = {
  rows: number
  created: number
  updated: number
  unchanged: number
  rejected: number
  invited: number
  /** Flow actions that the imported facts make true, and how many of them were let fire. */
  wouldFire: number
  fired: number
}

/** Before the first row. */
export const NO_COUNTS: ImportCounts = {
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  invited: 0,
  wouldFire: 0,
  fired: 0,
}

/** How a file is to be read. What is left out is guessed, remembered or, for slashed dates, asked. */
export const ImportSettings = z.strictObject({
  mapping: ImportMapping.optional(),
  /** Order of slashed dates in columns that do not settle it themselves. */
  dates: z.enum(['dmy', 'mdy']).optional(),
})
export type ImportSettings = z.infer<typeof ImportSettings>

export const StartImport = ImportSettings.extend({
  /** Evaluate the imported facts at once and let fire what they make true. */
  live: z.boolean().default(false),
})
export type StartImport = z.infer<typeof StartImport>

/** Bytes of one file. */
export const MAX_IMPORT_BYTES = 256 * 1024 * 1024

export type PreviewIssue = { line: number; column: string; value: string; reason: string }

/** What would happen, before anything does. */
export type ImportPreview = {
  id: string
  kind: ImportKind
  fileName: string
  rows: number
  good: number
  rejected: number
  /** Every column with some of its values and the field it feeds. */
  columns: { title: string; values: string[]; field: string | null }[]
  /** Where the mapping comes from. */
  mappingFrom: 'given' | 'remembered' | 'guessed'
  fields: { field: string; label: string; required: boolean }[]
  /** Labels of required fields that no column feeds. */
  missingFields: string[]
  /** Columns whose slashed dates read both ways: `dates` must be given. */
  dateQuestions: string[]
  /** Addresses nobody has here yet: they become invited members. */
  invites: string[]
  /** The first mistakes; all of them are in the report afterwards. */
  issues: PreviewIssue[]
}
