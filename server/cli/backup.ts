import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Backup } from '../../shared/backups/backup.ts'
import { outdated } from '../../shared/backups/keep.ts'
import { restoreBackup } from '../backups/restore.ts'
import { systemClock } from '../clock.ts'
import { parseConfig } from '../config.ts'
import { backupFile, backupFolder, listBackups, makeBackup, removeBackup } from '../db/backup-files.ts'
import { checkCopy } from '../db/copy.ts'
import { lockFolder } from '../db/folder-lock.ts'
import { connect } from './client.ts'
import { CliError, Unreachable } from './errors.ts'
import type { Terminal } from './program.ts'

/** `hoist backup` and `hoist restore`. */
export function registerBackup(program: Command, terminal: Terminal): void {
  program
    .command('backup')
    .description('make a verified backup now, also while the server runs; prints its file')
    .option('--to <file>', 'copy it there as well')
    .option('--json', 'answer with one line of JSON')
    .action(async ({ to, json }: { to?: string; json?: true }) => {
      const { dataDir } = sqliteConfig(terminal, 'Back it up with pg_dump --format=custom')
      const made = await throughServer(terminal).catch((error: unknown) => {
        if (error instanceof Unreachable) return inTheFolder(dataDir)
        throw error
      })
      const file = join(backupFolder(dataDir), made.name)
      if (to !== undefined) await copyFile(file, to)
      terminal.out(json ? JSON.stringify({ ...made, file: to ?? file }) : (to ?? file))
    })

  program
    .command('restore')
    .description('put a backup in the place of the data; the server must not run')
    .argument('<backup>', 'a file, or the name of one in the folder of backups')
    .option('--check', 'only read it from end to end and say what it holds')
    .option('--json', 'answer with one line of JSON')
    .action((given: string, { check, json }: { check?: true; json?: true }) => {
      const { dataDir } = sqliteConfig(terminal, 'Restore it with pg_restore')
      const backup = backupFile(dataDir, given) ?? given
      if (check) {
        const found = checkCopy(backup)
        terminal.out(json ? JSON.stringify(found) : `Sound: ${found.rows} rows, schema ${found.schema}`)
        return
      }
      const restored = restoreBackup(backup, dataDir, systemClock.now())
      terminal.out(json ? JSON.stringify(restored) : `Restored ${restored.rows} rows. Start Hoist again.`)
      if (restored.kept !== null) terminal.err(`What was there before is kept as ${restored.kept}`)
    })
}

function sqliteConfig(terminal: Terminal, instead: string) {
  const config = parseConfig(terminal.env)
  if (config.databaseUrl === null) return config
  throw new CliError(`The data is in PostgreSQL. ${instead}, on the database server.`)
}

async function throughServer(terminal: Terminal): Promise<Backup> {
  const client = await connect(terminal)
  return client.send<Backup>('POST', '/api/backups')
}

/** No server runs, so nobody minds that this blocks. */
function inTheFolder(dataDir: string): Backup {
  const lock = lockFolder(dataDir)
  try {
    const made = makeBackup(dataDir, 'routine', systemClock)
    for (const name of outdated(listBackups(dataDir))) removeBackup(dataDir, name)
    return made
  } finally {
    lock.close()
  }
}
