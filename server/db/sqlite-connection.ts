import Database from 'better-sqlite3'
import { existsSync, statSync } from 'node:fs'
import { StartRefusal } from './refusal.ts'

/** "Hois" in ASCII: tells our file from any other SQLite file. */
const APPLICATION_ID = 0x48_6f_69_73
/** A longer check than this is left to the daily one: about a second a gigabyte. */
const CHECKED_AT_START = 2 * 1024 ** 3

/** Opens the file for the one connection that writes, creating it where it is missing. Refuses what is no Hoist data or is damaged. */
export function openWriter(file: string): Database.Database {
  const size = existsSync(file) ? statSync(file).size : 0
  const client = new Database(file, { timeout: 5000 })
  try {
    if (size > 0) checkFile(client, file, size)
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
    return client
  } catch (error) {
    client.close()
    throw error
  }
}

/** A connection that cannot write; it sees what was committed before each of its statements. */
export function openReader(file: string): Database.Database {
  const client = new Database(file, { readonly: true, timeout: 2000 })
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

function checkFile(client: Database.Database, file: string, size: number) {
  const restore = `Restore a backup, or move ${file} (and -wal, -shm beside it) away to begin anew.`
  try {
    const id = client.pragma('application_id', { simple: true })
    const tables = client.prepare<[], { count: number }>('select count(*) as count from sqlite_master').get()?.count
    if (id !== APPLICATION_ID && tables !== 0) {
      throw new StartRefusal(`${file} is a database of another program. Point HOIST_DATA to another folder.`)
    }
    if (size > CHECKED_AT_START) return
    const verdict = client.pragma('integrity_check(1)', { simple: true })
    if (verdict !== 'ok') throw new StartRefusal(`${file} is damaged (${String(verdict)}). ${restore}`)
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : ''
    if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
      throw new StartRefusal(`${file} is damaged (${code}). ${restore}`)
    }
    throw error
  }
}
