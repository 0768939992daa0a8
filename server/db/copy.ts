import Database from 'better-sqlite3'
import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { openFile } from './driver.ts'
import { refuseOtherHistory } from './migrate.ts'
import { isOurs } from './sqlite-connection.ts'

/** What a copy was found to hold. */
export type Checked = {
  bytes: number
  /** In all tables together. */
  rows: number
  /** The number of its newest migration. */
  schema: number
}

/** A copy could not be made, or is not fit to be used; the message says why. */
export class CopyError extends Error {
  override name = 'CopyError'
}

/** A file was read and found damaged: only a backup helps. */
export class DamagedError extends CopyError {
  override name = 'DamagedError'
}

/** How much room a copy needs, as a multiple of the file: it grows a little while it is made. */
const ROOM = 1.1

/**
 * Copies the database while it is in use, checks the copy and only then gives it its name: `target` is whole, or not
 * there. Blocks its thread for about six seconds a gigabyte, and keeps nobody from writing.
 * @throws CopyError where there is no room or the copy is not sound; what was begun is removed.
 */
export function copyDatabase(file: string, target: string): Checked {
  requireRoom(dirname(target), statSync(file).size * ROOM, 'A backup')
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  const client = openFile(file, { readonly: true, timeout: 5000 })
  try {
    const version = () => Number(client.pragma('data_version', { simple: true }))
    const [before, versionBefore] = [countRows(client), version()]
    client.prepare('vacuum into ?').run(unfinished)
    const still = versionBefore === version()
    chmodSync(unfinished, 0o600)
    const checked = checkCopy(unfinished, (copy) => refuseLoss(before, countRows(client), countRows(copy), still))
    flush(unfinished)
    renameSync(unfinished, target)
    flush(dirname(target))
    return checked
  } catch (error) {
    throw error instanceof Database.SqliteError ? new CopyError(`It could not be made: ${error.message}`) : error
  } finally {
    client.close()
    rmSync(unfinished, { force: true })
  }
}

/**
 * Reads a copy from end to end. `more` may look at it while it is open.
 * @throws DamagedError; CopyError for a file that is no data of Hoist or cannot be read; StartRefusal for a newer one's.
 */
export function checkCopy(file: string, more?: (client: Database.Database) => void): Checked {
  let client: Database.Database | undefined
  try {
    client = openFile(file, { readonly: true, fileMustExist: true })
    if (!isOurs(client)) throw new CopyError(`${file} holds no data of Hoist`)
    const verdict = String(client.pragma('integrity_check(1)', { simple: true }))
    if (verdict !== 'ok') throw new DamagedError(`${file} is damaged (${verdict})`)
    const orphans = client.pragma('foreign_key_check') as { table: string; parent: string }[]
    if (orphans[0]) throw new DamagedError(`${file} has rows of ${orphans[0].table} without their ${orphans[0].parent}`)
    refuseOtherHistory(client)
    more?.(client)
    const schema = client.prepare<[], { n: number }>('select max(number) as n from hoist_migration').get()?.n ?? 0
    const rows = [...countRows(client).values()].reduce((sum, count) => sum + count, 0)
    return { bytes: statSync(file).size, rows, schema }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code))
      throw new DamagedError(`${file} is damaged or no database (${error.message})`)
    throw new CopyError(`${file} cannot be read (${error.message})`)
  } finally {
    client?.close()
  }
}

/** @throws CopyError where less than `bytes` are free in a folder. */
export function requireRoom(folder: string, bytes: number, what: string): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= bytes) return
  const megabytes = (count: number) => `${Math.ceil(count / 1e6)} MB`
  throw new CopyError(`${what} needs ${megabytes(bytes)} free in ${folder}, where ${megabytes(bavail * bsize)} are`)
}

/** Returns once a file, or the names in a folder, are on the disk. */
export function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function countRows(client: Database.Database): Map<string, number> {
  const tables = client
    .prepare<[], { name: string }>("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .all()
  const count = (table: string) =>
    client.prepare<[], { n: number }>(`select count(*) as n from "${table}"`).get()?.n ?? 0
  return new Map(tables.map(({ name }) => [name, count(name)]))
}

/** Where nothing was written meanwhile every count is the same; otherwise no table may have lost half of itself. */
function refuseLoss(
  before: Map<string, number>,
  after: Map<string, number>,
  copied: Map<string, number>,
  still: boolean,
): void {
  for (const [table, count] of before) {
    const [now, found] = [after.get(table) ?? 0, copied.get(table)]
    const least = still ? count : Math.floor(Math.min(count, now) / 2)
    if (found !== undefined && found >= least && (!still || found === count)) continue
    throw new CopyError(`The copy has ${found ?? 'no'} rows of ${table}, the data has ${count}`)
  }
}
