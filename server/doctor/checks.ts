import { accessSync, constants, statSync } from 'node:fs'
import { platform } from 'node:os'
import { DAY, HOUR, SECOND } from '../../shared/time/instant.ts'
import { readAdoption } from '../analytics/adoption.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import { listBackups } from '../db/backup-files.ts'
import { CopyError, DamagedError } from '../db/copy.ts'
import { type Examined, examine } from '../db/examine.ts'
import { networkDriveOf } from '../db/network-drive.ts'
import { openReadDb } from '../db/read-db.ts'
import { StartRefusal } from '../db/refusal.ts'
import { freeBytes, LEAST_FREE } from '../operations/readiness.ts'
import { type Finding, finding } from './finding.ts'

/** One is made every night. */
const BACKUP_TOO_OLD = 26 * HOUR
/** Servers that disagree by more about the time fire by different clocks. */
const CLOCK_TOO_FAR = 2 * SECOND
const ADOPTION_DAYS = 30

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1024 ** 2)} MB`

/** Why nothing in the data folder can be looked at; null where it can. */
export function folderRefusal(dataDir: string): Pick<Finding, 'verdict' | 'says'> | null {
  try {
    if (!statSync(dataDir).isDirectory())
      return { verdict: 'problem', says: `${dataDir} is no folder. Set HOIST_DATA.` }
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
      ? { verdict: 'warning', says: `${dataDir} does not exist: it is made at the first start.` }
      : { verdict: 'problem', says: `This user may not use ${dataDir}. Ask as the user who runs the server.` }
  }
}

/** The folder: there, on a local disk, with room, and closed to others. */
export async function checkFolder({ dataDir, databaseUrl, networkDrive }: Config): Promise<Finding> {
  const on = (verdict: Finding['verdict'], says: string) => finding('Data folder', verdict, says)
  const refusal = folderRefusal(dataDir)
  if (refusal !== null) return on(refusal.verdict, refusal.says)
  const drive = networkDriveOf(dataDir)
  if (drive !== null && databaseUrl === null && !networkDrive)
    return on('problem', `${dataDir} is on a network drive (${drive.type}), where SQLite files get damaged. Move it.`)
  const free = await freeBytes(dataDir)
  if (free !== null && free < LEAST_FREE)
    return on('problem', `Only ${megabytes(free)} are free in ${dataDir}. Make room.`)
  if (platform() !== 'win32' && (statSync(dataDir).mode & 0o077) !== 0)
    return on('warning', `Other users of this machine may look into ${dataDir}, which holds secrets: chmod 700.`)
  return on('ok', free === null ? dataDir : `${dataDir}, ${megabytes(free)} free`)
}

/** The database: reached, sound from end to end, of a schema this program knows; on PostgreSQL also its clock. */
export async function checkDatabase(config: Config, clock: Clock): Promise<{ findings: Finding[]; usable: boolean }> {
  if (config.databaseUrl === null && folderRefusal(config.dataDir)?.verdict === 'problem')
    return { findings: [], usable: false }
  try {
    const found = await examine(config, clock)
    return found === null
      ? {
          findings: [finding('Database', 'warning', 'There is none yet: it is made at the first start.')],
          usable: false,
        }
      : { findings: databaseFindings(found), usable: found.schema === found.known }
  } catch (error) {
    if (!(error instanceof CopyError || error instanceof StartRefusal)) throw error
    const help = error instanceof DamagedError ? ' Restore a backup: hoist restore.' : ''
    return { findings: [finding('Database', 'problem', `${error.message}${help}`)], usable: false }
  }
}

function databaseFindings({ version, schema, known, rows, bytes, clockAheadMs }: Examined): Finding[] {
  const size = `${version}, ${megabytes(bytes)}${rows === null ? '' : `, ${rows} rows, sound`}`
  const database =
    schema === known
      ? finding('Database', 'ok', `${size}, schema ${schema}`)
      : finding('Database', 'warning', `${size}. Schema ${schema}: the next start upgrades it to ${known}.`)
  if (clockAheadMs === null) return [database]
  const apart = Math.abs(clockAheadMs)
  const far = apart > CLOCK_TOO_FAR
  const says = `This machine and the database differ by ${apart} ms.${far ? ' Let both follow the same time server.' : ''}`
  return [database, finding('Clock', far ? 'warning' : 'ok', says)]
}

/** Backups: the newest is of last night. */
export function checkBackups({ dataDir, databaseUrl }: Config, clock: Clock): Finding {
  const on = (verdict: Finding['verdict'], says: string) => finding('Backups', verdict, says)
  if (databaseUrl !== null) return on('ok', 'PostgreSQL is backed up where it runs.')
  const all = listBackups(dataDir)
  const newest = all[0]
  if (newest === undefined) return on('warning', 'There is none yet. Make one: hoist backup.')
  const hours = Math.floor((clock.now() - newest.madeAt) / HOUR)
  const says = `${all.length} kept, the newest (${newest.name}) is ${hours} h old.`
  return clock.now() - newest.madeAt > BACKUP_TOO_OLD
    ? on('warning', `${says} One should be made every night: is the server running?`)
    : on('ok', says)
}

/** How far rules and conditional escalations are used. */
export async function checkAdoption(config: Config, clock: Clock): Promise<Finding> {
  const db = await openReadDb(config)
  try {
    const { organizations, withActiveRules, escalations, conditional } = await readAdoption(
      db.read,
      clock.now() - ADOPTION_DAYS * DAY,
    )
    const says = `${withActiveRules} of ${organizations} organizations have active rules; ${conditional} of ${escalations} escalations of the last ${ADOPTION_DAYS} days waited for triggers.`
    return finding('Adoption', 'ok', says)
  } finally {
    await db.close()
  }
}
