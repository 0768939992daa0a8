import Database from 'better-sqlite3'
import { createRequire } from 'node:module'

/** Where the native part of the driver was loaded from by `loadAddon`, and what it is. */
let addon: { file: string; binding: unknown } | undefined

/** Takes the driver's native part from this file, instead of looking for it in node_modules. Once per thread. */
export function loadAddon(file: string): void {
  if (addon?.file === file) return
  addon = { file, binding: createRequire(file)(file) }
}

/** For a thread about to start, which needs the same; null where node_modules has it. */
export function addonInUse(): string | null {
  return addon?.file ?? null
}

/** Opens a file with SQLite, in this program's way of finding the driver's native part. */
export function openFile(file: string, options: Database.Options = {}): Database.Database {
  // Its types know only the path of an addon, not one that is loaded already.
  return new Database(file, addon === undefined ? options : { ...options, nativeBinding: addon.binding as string })
}
