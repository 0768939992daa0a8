#!/usr/bin/env node
import { requireNode } from '../scripts/node-version.mjs'

await requireNode()
const { enableCompileCache } = await import('node:module')
const { join } = await import('node:path')
const { pathToFileURL } = await import('node:url')
const { bundleServer, endWith, isFresh, root, serverEntry } = await import('../scripts/bundle.mjs')

if (!isFresh('server')) await bundleServer().catch(endWith)
enableCompileCache(join(root, 'dist/compile-cache'))
await import(pathToFileURL(serverEntry).href)
