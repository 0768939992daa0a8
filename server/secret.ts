import { createHmac } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newSecret } from './clock.ts'

/** The installation's secret from its data folder; made there (0600) by whoever asks first. */
export async function loadSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'secret')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  try {
    await writeFile(file, `${newSecret(32)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = (await readFile(file, 'utf8')).trim()
  if (secret.length < 32) throw new Error(`${file} is damaged: it should hold at least 32 characters`)
  return secret
}

/** A value only the holder of the secret can make, for one purpose: base64url, 43 characters. */
export function deriveToken(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(`hoist/${purpose}`).digest('base64url')
}

/** Lets the command line on the server's own machine act as an administrator. Only taken from loopback. */
export function localAdminToken(secret: string): string {
  return `hoist_local_${deriveToken(secret, 'local-admin')}`
}

/** What a first visitor from elsewhere must show to set the installation up. */
export function setupToken(secret: string): string {
  return deriveToken(secret, 'set-up').slice(0, 20)
}
