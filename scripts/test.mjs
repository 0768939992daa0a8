import { requireNode } from './node-version.mjs'

await requireNode()
const { spawn } = await import('node:child_process')
const { existsSync, mkdirSync, mkdtempSync, rmSync } = await import('node:fs')
const { tmpdir } = await import('node:os')
const { delimiter, join } = await import('node:path')
const { bundleIfStale, root } = await import('./bundle.mjs')
const { installedChromium } = await import('../test/support/chromium.ts')
const { engineVersions } = await import('./test-engines.mjs')
const { failureLines, missing, playwrightCases, vitestCases } = await import('./test-report.ts')

const ROOMS = ['core', 'store', 'api', 'scenario', 'client', 'e2e']
const ENGINES = ['SQLite', 'PostgreSQL', 'Chromium', 'Node']
const bin = join(root, 'node_modules/.bin')
const results = join(root, 'test-results')

/** @returns {Promise<number>} the exit code; a command that cannot be started is 127 */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(join(bin, process.platform === 'win32' ? `${command}.cmd` : command), args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: {
        // Playwright colours its workers itself and Node complains about both.
        ...(process.stdout.isTTY || command === 'playwright' ? {} : { NO_COLOR: '1' }),
        ...process.env,
        PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
        ...env,
      },
    })
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

const heading = (text) => process.stdout.write(`\n── ${text}\n`)
const cases = []

async function checks() {
  /** @type {[name: string, command: string, args: string[]][]} */
  const steps = [
    ['types', 'tsc', ['--noEmit', '-p', '.']],
    ['types of the pure core', 'tsc', ['--noEmit', '-p', 'shared']],
    ['format and lint', 'biome', ['ci', '--reporter=summary', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.']],
    ['lint with types', 'oxlint', ['--type-aware', '--deny-warnings']],
    ['nothing unused', 'knip', []],
  ]
  for (const [name, command, args] of steps) {
    heading(name)
    const code = await run(command, args)
    cases.push({ name, room: 'checks', engine: 'Node', passed: code === 0, why: `${command} ended with ${code}` })
  }
}

async function units() {
  heading('core, store, api, scenario, client')
  const report = join(results, 'vitest.json')
  const code = await run('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`])
  cases.push(...vitestCases(report, code))
}

async function endToEnd() {
  heading('end to end, in Chromium on the built app')
  const data = mkdtempSync(join(tmpdir(), 'hoist-e2e-'))
  const report = join(results, 'playwright.json')
  try {
    await bundleIfStale({ log: (line) => process.stdout.write(`${line}\n`) })
    const code = await run(
      'playwright',
      ['test', '--config', 'test/e2e/playwright.config.ts', '--reporter=list,json'],
      { HOIST_E2E_DATA: data, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    )
    cases.push(...playwrightCases(report, code))
  } catch (error) {
    cases.push({ name: 'bundle', room: 'e2e', engine: 'Chromium', passed: false, why: String(error) })
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const started = performance.now()
if (existsSync(join(root, 'test'))) {
  await checks()
  await units()
  await endToEnd()
}
cases.push(...missing(cases, ROOMS, ENGINES))

heading(`results after ${Math.round((performance.now() - started) / 1000)} s`)
for (const line of failureLines(cases)) process.stdout.write(`${line}\n`)
for (const room of ['checks', ...ROOMS, 'fault']) {
  const ran = cases.filter((one) => one.room === room).length
  if (ran > 0) process.stdout.write(`  ${room}: ${ran} cases\n`)
}
const versions = await engineVersions(installedChromium())
for (const engine of ENGINES) {
  const ran = cases.filter((one) => one.engine === engine).length
  process.stdout.write(`  ${versions[engine]}: ${ran} cases\n`)
}
const failed = cases.filter((one) => !one.passed).length
process.stdout.write(`${cases.length - failed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
