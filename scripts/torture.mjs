import { requireNode } from './node-version.mjs'

await requireNode()
const { spawnSync } = await import('node:child_process')
const { fileURLToPath } = await import('node:url')

// npm run torture                 20,000 power cuts, played from a recorded run (Linux with strace), then the crash tests
//                                 of test/fault with ten times the kills of npm test; prints figures as lines of JSON
// npm run torture -- <cuts> <times>   so many cuts, so many times the kills; 0 leaves that part out
// See docs/reliability.md.

const [cuts = '20000', times = '10'] = process.argv.slice(2)
if (cuts !== '0') await import('../test/torture/power-cuts.ts')
if (times !== '0') {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--reporter=verbose', 'test/fault'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, HOIST_TORTURE: times },
  })
  process.exitCode = status ?? 1
}
