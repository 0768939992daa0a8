import { readFileSync, realpathSync } from 'node:fs'
import { StartRefusal } from './refusal.ts'

/**
 * File systems whose other end is another machine. SQLite's log needs memory that all its users share and locks that
 * hold; over a network neither is sure, and the file gets damaged sooner or later.
 */
const NETWORK = new Set(
  'nfs nfs4 cifs smb2 smb3 smbfs 9p afs ceph ncpfs lustre gfs2 ocfs2 beegfs davfs webdav glusterfs'.split(' '),
)
/** Userspace file systems are as often local (ntfs-3g, mergerfs): these are not. */
const NETWORK_FUSE =
  /^fuse\.(sshfs|glusterfs|ceph|s3fs|s3ql|goofys|gcsfuse|rclone|davfs|curlftpfs|juicefs|moosefs|smbnetfs|nfs)/

export type Mount = { type: string; at: string }

/** The mount that a path of Linux lies on, by the text of /proc/self/mountinfo; of nested and stacked ones the last. */
export function mountOf(path: string, mountInfo: string): Mount | null {
  let found: Mount | null = null
  for (const line of mountInfo.split('\n')) {
    const [left, right] = line.split(' - ')
    // A space in a path is written \040.
    const at = left
      ?.split(' ')[4]
      ?.replaceAll(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    const type = right?.split(' ')[0]
    if (at === undefined || type === undefined) continue
    const inside = at === '/' || path === at || path.startsWith(`${at}/`)
    if (inside && at.length >= (found?.at.length ?? 0)) found = { type, at }
  }
  return found
}

export function isNetwork(type: string): boolean {
  return NETWORK.has(type) || NETWORK_FUSE.test(type)
}

/**
 * The network drive a folder lies on; null for a local disk, and where it cannot be told (only Linux lists its mounts
 * in a file; on Windows a share shows in the path).
 */
export function networkDriveOf(folder: string, mountInfo = readMountInfo()): Mount | null {
  const path = realpathSync(folder)
  if (path.startsWith('\\\\')) return { type: 'share', at: path }
  const mount = mountInfo === null ? null : mountOf(path, mountInfo)
  return mount !== null && isNetwork(mount.type) ? mount : null
}

function readMountInfo(): string | null {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
  } catch {
    return null
  }
}

/** @throws StartRefusal where the folder, which exists, lies on a network drive. */
export function refuseNetworkDrive(folder: string, mountInfo?: string): void {
  const drive = networkDriveOf(folder, mountInfo)
  if (drive === null) return
  throw new StartRefusal(
    `The data folder ${folder} is on a network drive (${drive.type} at ${drive.at}), where SQLite files get damaged. Put it on a local disk (HOIST_DATA), or keep the data in PostgreSQL (DATABASE_URL=postgres://…). If you know that this drive locks as a local one does, start with HOIST_NETWORK_DRIVE=allow.`,
  )
}
