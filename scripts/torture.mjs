import { requireNode } from './node-version.mjs'

// npm run torture [cuts]: power cuts, played from a recorded run. Linux with strace; see docs/reliability.md.

await requireNode()
await import('../test/torture/power-cuts.ts')
