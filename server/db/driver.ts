import Database from 'better-sqlite3'
import { createRequire } from 'node:module'
import { embeddedBytes } from '../executable.ts'
import { StartRefusal } from './refusal.ts'
import { unpackAddon } from './unpack-addon.ts'

/** Where the native part of the driver was loaded from, and what it is; undefined where node_modules has it. */
let addon: { file: string; binding: unknown } | undefined
let folder: string | undefined

/** Says where the single executable may unpack the native part of the driver, once a file is opened. */
export function unpackInto(dir: string): void {
  folder = dir
}

/**
 * Takes the driver's native part from this file, instead of looking for it in node_modules. Once per thread.
 * @throws StartRefusal where the operating system refuses to load it.
 */
export function loadAddon(file: string): void {
  try {
    addon = { file, binding: createRequire(file)(file) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartRefusal(
      `The database driver cannot be loaded (${reason}). Choose a folder on a disk that may hold programs with HOIST_NATIVE_DIR.`,
    )
  }
}

/** For a thread about to start, which needs the same; null where node_modules has it. */
export function addonInUse(): string | null {
  return addon?.file ?? null
}

/** Opens a file with SQLite, in this program's way of finding the driver's native part. */
export function openFile(file: string, options: Database.Options = {}): Database.Database {
  if (addon === undefined && folder !== undefined) {
    const bytes = embeddedBytes('better_sqlite3.node')
    if (bytes !== null) loadAddon(unpackAddon(bytes, folder))
  }
  // Its types know only the path of an addon, not one that is loaded already.
  return new Database(file, addon === undefined ? options : { ...options, nativeBinding: addon.binding as string })
}
