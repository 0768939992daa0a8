import { z } from 'zod'
import { IMPORT_KINDS, type ImportCounts, ImportState } from '../../shared/imports/schema.ts'
import { toIso } from '../../shared/time/instant.ts'
import type { ImportRun } from './store.ts'

const count = z.number().int()

/** An import on the wire. */
export const ImportView = z.object({
  id: z.string(),
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string(),
  state: ImportState,
  counts: z.object({
    rows: count,
    created: count,
    updated: count,
    unchanged: count,
    rejected: count,
    invited: count,
    wouldFire: count,
    fired: count,
  }),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  lastError: z.string().nullable(),
})

/** @param live counts of a run in progress, which are ahead of the stored ones. */
export function presentImport(run: ImportRun, live: ImportCounts | undefined): z.infer<typeof ImportView> {
  const { id, kind, fileName, state, lastError } = run
  const [createdAt, finishedAt] = [toIso(run.createdAt), toIso(run.finishedAt)]
  return { id, kind, fileName, state, counts: { ...(live ?? run.counts) }, createdAt, finishedAt, lastError }
}
