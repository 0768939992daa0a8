import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { diskFull } from '../db/violations.ts'

/** Where the file of an import lies until it is done. On this server: another one cannot read it. */
export function importPath(dataDir: string, id: string): string {
  return join(dataDir, 'imports', id)
}

/** Streams a body to disk. What it throws leaves no file behind; DomainError `full` where there is no room. */
export async function saveFile(path: string, body: ReadableStream<Uint8Array>): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
  try {
    await pipeline(
      Readable.fromWeb(body as import('node:stream/web').ReadableStream),
      createWriteStream(path, { mode: 0o600 }),
    )
  } catch (error) {
    await removeFile(path)
    throw error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? diskFull() : error
  }
}

export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true })
}
