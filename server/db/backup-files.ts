import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Backup, BackupKind } from '../../shared/backups/backup.ts'
import type { Clock } from '../clock.ts'
import { VERSION } from '../version.ts'
import { type Checked, CopyError, copyDatabase } from './copy.ts'

/** What is kept of a backup beside its file: the files are the record, which also a restored database does not forget. */
type Note = Pick<Backup, 'madeAt' | 'kind' | 'version'> & Checked & { tookMs: number }

const NAME = /^hoist-(\d{8})T(\d{9})Z(-upgrade)?\.db$/

export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups')
}

/** The file of a backup by its name; null for what is none, such as a path that leads elsewhere. */
export function backupFile(dataDir: string, name: string): string | null {
  const file = join(backupFolder(dataDir), name)
  return NAME.test(name) && existsSync(file) ? file : null
}

/** All of them, newest first. */
export function listBackups(dataDir: string): Backup[] {
  const folder = backupFolder(dataDir)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .flatMap((name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false })
      const note = found && readNote(join(folder, name))
      return note ? [{ ...note, name, bytes: found.size }] : []
    })
}

/**
 * Makes one, verified, and notes what it holds. Blocks its thread meanwhile.
 * @throws CopyError
 */
export function makeBackup(dataDir: string, kind: BackupKind, clock: Clock): Backup {
  const now = clock.now()
  const folder = backupFolder(dataDir)
  const data = join(dataDir, 'hoist.db')
  if (!existsSync(data)) throw new CopyError(`There is no data in ${dataDir} (HOIST_DATA)`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Also the journals of those that a crash has ended.
  for (const left of readdirSync(folder).filter((name) => name.includes('.unfinished'))) rmSync(join(folder, left))
  const name = nameOf(now, kind)
  const began = clock.monotonic()
  const checked = copyDatabase(data, join(folder, name))
  const note: Note = { ...checked, madeAt: now, kind, version: VERSION, tookMs: Math.round(clock.monotonic() - began) }
  writeFileSync(`${join(folder, name)}.json`, `${JSON.stringify(note)}\n`, { mode: 0o600 })
  return { ...note, name }
}

export function removeBackup(dataDir: string, name: string): void {
  const file = join(backupFolder(dataDir), name)
  rmSync(file, { force: true })
  rmSync(`${file}.json`, { force: true })
}

/** `hoist-20270115T090000000Z.db`: sorts by time, and every file system takes it. */
function nameOf(now: number, kind: BackupKind): string {
  return `hoist-${new Date(now).toISOString().replaceAll(/[-:.]/g, '')}${kind === 'upgrade' ? '-upgrade' : ''}.db`
}

function readNote(file: string): Note | null {
  try {
    return JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Note
  } catch {
    // A crash between the two files: the backup itself is verified, its note is made again.
    return noteAgain(file)
  }
}

function noteAgain(file: string): Note | null {
  const [, day = '', time = '', upgrade] = NAME.exec(file.slice(file.lastIndexOf('hoist-'))) ?? []
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}.${time.slice(6)}Z`
  const madeAt = Date.parse(iso)
  if (Number.isNaN(madeAt)) return null
  const unknown = { rows: 0, schema: 0, tookMs: 0, version: '' }
  return { ...unknown, madeAt, kind: upgrade ? 'upgrade' : 'routine', bytes: statSync(file).size }
}
