import type { Instant } from '../time/instant.ts'

/** `routine`: by the clock or by a person; `upgrade`: by itself, before the shape of the data changed. */
export type BackupKind = 'routine' | 'upgrade'

/** A whole, verified copy of the database in one file. */
export type Backup = {
  /** Of the file, in the folder of backups. */
  name: string
  madeAt: Instant
  kind: BackupKind
  /** Of Hoist. Empty where it is not known. */
  version: string
  /** The number of the newest migration in it; 0 where it is not known. */
  schema: number
  bytes: number
  /** In all tables together; 0 where it is not known. */
  rows: number
  tookMs: number
}
