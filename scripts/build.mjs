import { requireNode } from './node-version.mjs'

await requireNode()
const { bundleClient, bundleServer } = await import('./bundle.mjs')
const log = (line) => process.stderr.write(`${line}\n`)
await bundleServer({ log })
await bundleClient({ log })
