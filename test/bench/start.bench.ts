import { spawnSync } from 'node:child_process'
import { report } from './support/report.ts'
import { freshDataDir, startExecutable, startServer } from './support/server.ts'
import { repeat, spread, words } from './support/spread.ts'

// From nothing to the first answer, against the cheapest thing Node can do, taken in turns.

const ROUNDS = 15
const IDLE_MS = 5_000
const rest = () => new Promise((resolve) => setTimeout(resolve, IDLE_MS))

const data = freshDataDir()
await (await startServer(data.path, { probe: false })).stop()

const floors: number[] = []
const executables: number[] = []
const starts = await repeat(ROUNDS, async () => {
  const began = performance.now()
  spawnSync(process.execPath, ['-e', '0'])
  floors.push(performance.now() - began)
  const server = await startServer(data.path, { probe: false })
  await server.stop()
  const executable = await startExecutable(data.path)
  await executable.stop()
  executables.push(executable.startMs)
  return server.startMs
})
const against = (times: number[]) => spread(times.map((ms, round) => ms / (floors[round] ?? Number.NaN)))
const ratios = { bundle: against(starts), executable: against(executables) }

const idle = await startServer(data.path)
await rest()
const { rss } = await idle.usage()
await idle.stop()
const idleExecutable = await startExecutable(data.path)
await rest()
const executableRss = idleExecutable.rss()
await idleExecutable.stop()
data.remove()

const inMegabytes = (bytes: number) => ({
  measured: `${(bytes / 1024 / 1024).toFixed(0)} MB`,
  goal: '≤ 150 MB',
  met: bytes <= 150 * 1024 * 1024,
})
const asRatio = (ratio: typeof ratios.bundle) => ({
  measured: words(ratio, '×'),
  goal: '≤ 20 ×',
  met: ratio.median <= 20,
})
report('Start and rest', [
  { what: '`node -e 0`', measured: words(spread(floors), 'ms'), goal: '—' },
  { what: 'bundle to the first 200', measured: words(spread(starts), 'ms'), goal: '—' },
  { what: 'ratio', ...asRatio(ratios.bundle) },
  { what: 'idle RSS', ...inMegabytes(rss) },
  { what: 'executable to the first 200', measured: words(spread(executables), 'ms'), goal: '—' },
  { what: 'ratio', ...asRatio(ratios.executable) },
  { what: 'idle RSS of the executable', ...inMegabytes(executableRss) },
])
