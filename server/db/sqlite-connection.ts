import Database from 'better-sqlite3'
import { existsSync, statSync } from 'node:fs'
import { openFile } from './driver.ts'
import { refuseOtherHistory } from './migrate.ts'
import { StartRefusal } from './refusal.ts'

/** "Hois" in ASCII: tells our file from any other SQLite file. */
const APPLICATION_ID = 0x48_6f_69_73
/** A longer check than this is left to the nightly backup, which checks its copy: about a second a gigabyte. */
const CHECKED_AT_START = 2 * 1024 ** 3

/**
 * Opens the file for the one connection that writes, creating it where it is missing.
 * @throws StartRefusal for a file that is damaged, another program's, or a newer Hoist's; it is left as it was.
 */
export function openWriter(file: string): Database.Database {
  if (existsSync(file) && statSync(file).size > 0) checkFile(file)
  let client: Database.Database | undefined
  try {
    client = openFile(file, { timeout: 5000 })
    setWriter(client, file)
    return client
  } catch (error) {
    client?.close()
    throw error instanceof Database.SqliteError ? unusable(file, error) : error
  }
}

function setWriter(client: Database.Database, file: string) {
  // Before the first table, or it does nothing.
  client.pragma('auto_vacuum = INCREMENTAL')
  const mode = client.pragma('journal_mode = WAL', { simple: true })
  if (mode !== 'wal') {
    throw new StartRefusal(
      `${file} cannot be used in WAL mode, as on a network drive: put the data folder on a local disk (HOIST_DATA).`,
    )
  }
  client.pragma(`journal_size_limit = ${64 * 1024 ** 2}`)
  setShared(client, 32_000)
  client.pragma(`application_id = ${APPLICATION_ID}`)
  // better-sqlite3 is built to fall back to NORMAL in WAL mode, and says so only after the first write, which this was.
  const synchronous = client.pragma('synchronous', { simple: true })
  if (synchronous !== 2)
    throw new StartRefusal(`SQLite did not accept synchronous=FULL (it reads ${String(synchronous)}).`)
}

/** A connection that cannot write; it sees what was committed before each of its statements. */
export function openReader(file: string): Database.Database {
  const client = openFile(file, { readonly: true, timeout: 2000 })
  setShared(client, 8_000)
  return client
}

function setShared(client: Database.Database, cacheKilobytes: number) {
  client.pragma('synchronous = FULL')
  client.pragma('foreign_keys = ON')
  client.pragma('trusted_schema = OFF')
  client.pragma('cell_size_check = ON')
  client.pragma('temp_store = MEMORY')
  client.pragma('mmap_size = 0')
  client.pragma(`cache_size = -${cacheKilobytes}`)
}

/** Whether Hoist has made this file. */
export function isOurs(client: Database.Database): boolean {
  return client.pragma('application_id', { simple: true }) === APPLICATION_ID
}

/** By a connection that only reads: closing one that writes would copy the log into a file that is not to be touched. */
function checkFile(file: string) {
  let client: Database.Database | undefined
  try {
    client = openFile(file, { readonly: true, timeout: 5000 })
    const tables = client.prepare<[], { count: number }>('select count(*) as count from sqlite_master').get()?.count
    if (!isOurs(client) && tables !== 0) {
      throw new StartRefusal(`${file} is a database of another program. Point HOIST_DATA to another folder.`)
    }
    const damage = damageOf(client, file)
    if (damage !== null) throw damaged(file, damage)
    refuseOtherHistory(client)
  } catch (error) {
    throw error instanceof Database.SqliteError ? unusable(file, error) : error
  } finally {
    client?.close()
  }
}

/**
 * What SQLite complains of first; null for a sound file. Of a big one only the length and the schema are looked at: a
 * page that is wrong in it is found by the nightly backup, which reads them all and checks its copy.
 */
function damageOf(client: Database.Database, file: string): string | null {
  const { size } = statSync(file)
  if (size <= CHECKED_AT_START) {
    const verdict = String(client.pragma('integrity_check(1)', { simple: true }))
    return verdict === 'ok' ? null : verdict
  }
  const pages =
    Number(client.pragma('page_count', { simple: true })) * Number(client.pragma('page_size', { simple: true }))
  // With a log beside it the file may be shorter: the rest is still to be copied.
  return size < pages && !existsSync(`${file}-wal`) ? `it ends after ${size} of ${pages} bytes` : null
}

function damaged(file: string, what: string): StartRefusal {
  return new StartRefusal(
    `${file} is damaged (${what}). Restore a backup, or move ${file} (and -wal, -shm beside it) away to begin anew.`,
    'damaged',
  )
}

function unusable(file: string, error: InstanceType<typeof Database.SqliteError>): StartRefusal {
  const { code, message } = error
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damaged(file, code)
  if (code === 'SQLITE_FULL') return new StartRefusal(`The disk of ${file} is full: free some space, then start again.`)
  return new StartRefusal(`${file} cannot be opened (${message}): this user must be able to read and write it.`)
}
