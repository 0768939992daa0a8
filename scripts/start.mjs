import { requireNode } from './node-version.mjs'

await requireNode()
const { enableCompileCache } = await import('node:module')
const { join } = await import('node:path')
const { pathToFileURL } = await import('node:url')
const { bundleIfStale, endWith, root, serverEntry } = await import('./bundle.mjs')

await bundleIfStale({ log: (line) => process.stderr.write(`${line}\n`) }).catch(endWith)
enableCompileCache(join(root, 'dist/compile-cache'))
await import(pathToFileURL(serverEntry).href)
