import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const serverEntry = join(root, 'dist/server/main.js')

/** What each part is made from, relative to the root. */
const SOURCES = {
  server: ['server', 'shared', 'drizzle', 'package.json', 'package-lock.json', 'scripts/bundle.mjs'],
  client: ['client', 'shared', 'vite.config.ts', 'package-lock.json', 'scripts/bundle.mjs'],
}
SOURCES.executable = [...new Set([...SOURCES.server, ...SOURCES.client]), 'scripts/executable.mjs']

/** The single executable file, for the platform that built it. */
export const executableFile = join(root, process.platform === 'win32' ? 'dist/hoist.exe' : 'dist/hoist')
const TARGET = { server: join(root, 'dist/server'), client: join(root, 'dist/client'), executable: executableFile }
const ENTRY = { server: serverEntry, client: join(root, 'dist/client/index.html'), executable: executableFile }

function* files(path) {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) yield path
  else for (const name of readdirSync(path).sort()) yield* files(join(path, name))
}

/** Two stamps of the sources: by size and time (cheap, may change needlessly), and by content. */
function stamps(half) {
  const paths = SOURCES[half].flatMap((path) => [...files(join(root, path))])
  const times = createHash('sha256')
  for (const path of paths) {
    const { size, mtimeMs } = statSync(path)
    times.update(`${path}\0${size}\0${mtimeMs}\n`)
  }
  const content = () => {
    const hash = createHash('sha256')
    for (const path of paths) hash.update(`${path.slice(root.length)}\0`).update(readFileSync(path))
    return hash.digest('hex')
  }
  return { times: times.digest('hex'), content }
}

function stampFile(half) {
  return join(root, 'dist', `${half}.stamp.json`)
}

function readStamp(half) {
  try {
    return JSON.parse(readFileSync(stampFile(half), 'utf8'))
  } catch {
    return null
  }
}

function writeStamp(half, stamp) {
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stampFile(half), JSON.stringify(stamp))
}

/** True when dist/ holds what the sources would give now. A copied or checked-out tree has new times and is compared by content. */
export function isFresh(half) {
  const stamp = readStamp(half)
  if (stamp === null || !existsSync(ENTRY[half])) return false
  const now = stamps(half)
  if (stamp.times === now.times) return true
  if (stamp.content !== now.content()) return false
  writeStamp(half, { times: now.times, content: stamp.content })
  return true
}

/** Builds beside the old bundle and swaps at the end, so that nobody ever starts half of one. */
async function replace(half, build) {
  const stamp = stamps(half)
  const content = stamp.content()
  const target = TARGET[half]
  const fresh = `${target}.${process.pid}`
  try {
    await build(fresh)
    rmSync(target, { recursive: true, force: true })
    renameSync(fresh, target)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  writeStamp(half, { times: stamp.times, content })
}

/**
 * One ESM bundle of the server with source maps. Native modules stay outside: they find their binary by their own path.
 * @param {{ log?: (line: string) => void }} [options]
 */
export async function bundleServer({ log = () => {} } = {}) {
  const started = performance.now()
  const { build } = await import('rolldown')
  await replace('server', (dir) =>
    build({
      cwd: root,
      input: { main: 'server/main.ts', worker: 'server/worker.ts' },
      platform: 'node',
      external: [/^node:/, 'better-sqlite3', 'pg-native', 'pg-cloudflare'],
      moduleTypes: { '.sql': 'text' },
      logLevel: 'silent',
      output: {
        dir,
        format: 'esm',
        sourcemap: true,
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
      },
    }),
  )
  log(`Bundled the server in ${Math.round(performance.now() - started)} ms`)
}

/** The screen, as static files with hashed names. */
export async function bundleClient({ log = () => {} } = {}) {
  const started = performance.now()
  const { build } = await import('vite')
  await replace('client', (outDir) =>
    build({
      root: join(root, 'client'),
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir },
    }),
  )
  log(`Bundled the screen in ${Math.round(performance.now() - started)} ms`)
}

/** `dist/hoist`: everything in one file that runs without Node and without this folder. Needs a fresh screen. */
export async function bundleExecutable({ log = () => {} } = {}) {
  const started = performance.now()
  const { buildExecutable } = await import('./executable.mjs')
  const workDir = join(root, `dist/executable.${process.pid}`)
  try {
    await replace('executable', (output) => buildExecutable({ root, workDir, output }))
  } finally {
    rmSync(workDir, { recursive: true, force: true })
  }
  const megabytes = Math.round(statSync(executableFile).size / 1e6)
  log(`Made dist/hoist, ${megabytes} MB, in ${Math.round(performance.now() - started)} ms`)
}

/** Bundles what is stale, one after the other: together they would need twice the memory. */
export async function bundleIfStale(options) {
  if (!isFresh('server')) await bundleServer(options)
  if (!isFresh('client')) await bundleClient(options)
}

/** For entries: the message without the stack of the bundler, and exit code 1. */
export function endWith(error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${process.stderr.isTTY ? message : stripVTControlCharacters(message)}\n`)
  process.exit(1)
}
