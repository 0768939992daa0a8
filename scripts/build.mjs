import { requireNode } from './node-version.mjs'

await requireNode()
const { bundleClient, bundleServer, endWith } = await import('./bundle.mjs')
const log = (line) => process.stderr.write(`${line}\n`)
await bundleServer({ log }).catch(endWith)
await bundleClient({ log }).catch(endWith)
