import { spawnSync } from 'node:child_process'
import { report } from './support/report.ts'
import { freshDataDir, startServer } from './support/server.ts'
import { repeat, spread, words } from './support/spread.ts'

// From nothing to the first answer, against the cheapest thing Node can do, taken in turns.

const ROUNDS = 15
const IDLE_MS = 5_000

const data = freshDataDir()
await (await startServer(data.path, { probe: false })).stop()

const floors: number[] = []
const starts = await repeat(ROUNDS, async () => {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  floors.push(performance.now() - began)
  const server = await startServer(data.path, { probe: false })
  await server.stop()
  return server.startMs
})
const ratios = starts.map((ms, round) => ms / (floors[round] ?? Number.NaN))

const idle = await startServer(data.path)
await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
const { rss } = await idle.usage()
await idle.stop()
data.remove()

const megabytes = rss / 1024 / 1024
report('Start and rest', [
  { what: '`node -e 0`', measured: words(spread(floors), 'ms'), goal: '—' },
  { what: 'bundle to the first 200', measured: words(spread(starts), 'ms'), goal: '—' },
  {
    what: 'ratio',
    measured: words(spread(ratios), '×'),
    goal: '≤ 20 ×',
    met: spread(ratios).median <= 20,
  },
  { what: 'idle RSS', measured: `${megabytes.toFixed(0)} MB`, goal: '≤ 150 MB', met: megabytes <= 150 },
])
