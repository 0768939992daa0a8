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
}
