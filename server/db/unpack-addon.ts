import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { newSecret } from '../clock.ts'
import { StartRefusal } from './refusal.ts'

/**
 * Puts the driver's native part into a folder, from which alone an operating system loads programs, and answers its
 * file. The name holds the hash of the content: an upgrade puts its own beside, and what was damaged is put anew.
 * @throws StartRefusal where the folder cannot be written.
 */
export function unpackAddon(bytes: Uint8Array, dir: string): string {
  const hash = hashOf(bytes)
  const file = join(dir, `better_sqlite3-${hash.slice(0, 16)}.node`)
  try {
    if (existsSync(file) && hashOf(readFileSync(file)) === hash) return file
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    // Two that start together each write their own; the last one to rename wins, with the same content.
    const unfinished = `${file}.${newSecret(6)}`
    try {
      writeWhole(unfinished, bytes)
      renameSync(unfinished, file)
    } finally {
      rmSync(unfinished, { force: true })
    }
    return file
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartRefusal(
      `Hoist cannot unpack its database driver into ${dir} (${reason}). Let it write there, or choose another folder with HOIST_NATIVE_DIR.`,
    )
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function writeWhole(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'wx', 0o700)
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
