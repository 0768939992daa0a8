import { spawn } from 'node:child_process'
import { startPostgres } from '../support/postgres.ts'

// A PostgreSQL server and Hoist on it; both end with this program.
const cluster = await startPostgres()
const hoist = spawn(process.execPath, ['scripts/start.mjs'], {
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: cluster.url },
})
process.on('SIGTERM', () => hoist.kill('SIGTERM'))
hoist.on('exit', (code) => void cluster.stop().then(() => process.exit(code ?? 1)))
