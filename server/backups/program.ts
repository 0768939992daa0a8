import type { Backup } from '../../shared/backups/backup.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { systemClock } from '../clock.ts'
import { makeBackup } from '../db/backup-files.ts'

/** The thread of server/backups/service.ts. */
export function openBackup({ dataDir }: { dataDir: string }) {
  return {
    tasks: {
      make: ({ now }: { now: Instant }): Backup => makeBackup(dataDir, 'routine', { ...systemClock, now: () => now }),
    },
  }
}
