import { requireNode } from './node-version.mjs'

// npm run build              everything anew
// npm run build -- --stale   only what its sources have outgrown

await requireNode()
const { bundleClient, bundleExecutable, bundleIfStale, bundleServer, endWith, isFresh } = await import('./bundle.mjs')
const log = (line) => process.stderr.write(`${line}\n`)

async function build() {
  if (process.argv.includes('--stale')) {
    await bundleIfStale({ log })
    if (!isFresh('executable')) await bundleExecutable({ log })
    return
  }
  await bundleServer({ log })
  await bundleClient({ log })
  await bundleExecutable({ log })
}

await build().catch(endWith)
