import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { registryPostgresBin } from './registry-engines.ts'

const EXE = process.platform === 'win32' ? '.exe' : ''

/** Folders that may hold `initdb` and `postgres`, most wanted first. */
function* folders(): Generator<string> {
  if (process.env.HOIST_TEST_POSTGRES_BIN) yield process.env.HOIST_TEST_POSTGRES_BIN
  for (const parent of [
    '/usr/lib/postgresql',
    '/opt/homebrew/opt',
    '/usr/local/opt',
    'C:\\Program Files\\PostgreSQL',
  ]) {
    if (!existsSync(parent)) continue
    const versions = readdirSync(parent).filter((name) => /^(postgresql@)?\d+$/.test(name))
    versions.sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')))
    for (const version of versions) yield join(parent, version, 'bin')
  }
  yield* (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  yield registryPostgresBin
}

/** The PostgreSQL server programs of this machine, or null. */
export function installedServer(): { bin: string; version: string } | null {
  for (const bin of folders()) {
    const program = join(bin, `postgres${EXE}`)
    if (!existsSync(program) || !existsSync(join(bin, `initdb${EXE}`))) continue
    try {
      const said = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      return { bin, version: /\d+(\.\d+)*/.exec(said)?.[0] ?? 'unknown' }
    } catch {
      // There, but not for this machine.
    }
  }
  return null
}
