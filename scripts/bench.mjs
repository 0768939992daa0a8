import { requireNode } from './node-version.mjs'

await requireNode()
const { spawnSync } = await import('node:child_process')
const { readdirSync, rmSync } = await import('node:fs')
const { cpus, totalmem } = await import('node:os')
const { join } = await import('node:path')
const { bundleExecutable, bundleIfStale, endWith, isFresh, root } = await import('./bundle.mjs')

// npm run bench            every test/bench/*.bench.ts, one process each, one after the other
// npm run bench -- start   only those whose name begins so

const wanted = process.argv.slice(2)
const folder = join(root, 'test/bench')
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)))

const log = (line) => process.stderr.write(`${line}\n`)
await bundleIfStale({ log }).catch(endWith)
if (!isFresh('executable')) await bundleExecutable({ log }).catch(endWith)
rmSync(join(root, 'test-results/bench.md'), { force: true })
process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB\n\n`,
)
let failed = 0
for (const name of files) {
  const { status } = spawnSync(process.execPath, ['--expose-gc', join(folder, name)], { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed += 1
}
process.stdout.write(`${files.length - failed} met their goals, ${failed} did not\n`)
process.exitCode = failed === 0 ? 0 : 1
