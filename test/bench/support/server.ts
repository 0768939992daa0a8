import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../../server/clock.ts'
import { openDb } from '../../../server/db/open.ts'
import { createLog } from '../../../server/log.ts'
import { setUp as setUpOrganization } from '../../../server/people/setup/service.ts'
import { root } from '../../support/source-files.ts'

const ENTRY = join(root, 'dist/server/main.js')
const EXECUTABLE = join(root, process.platform === 'win32' ? 'dist/hoist.exe' : 'dist/hoist')
const PROBE = join(root, 'test/bench/support/probe.mjs')

export type Usage = { cpuSeconds: number; rss: number; silenceMs: number; silenceP99Ms: number }

export type MeasuredServer = {
  url: string
  dataDir: string
  /** Milliseconds from spawn to the first 200 of /healthz. */
  startMs: number
  /** `reset` forgets the silences so far. */
  usage(reset?: 'reset'): Promise<Usage>
  stop(): Promise<void>
}

export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export function freshDataDir(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'hoist-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

function environment(port: number, dataDir: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: String(port),
    HOIST_URL: `http://127.0.0.1:${port}`,
    HOIST_DATA: dataDir,
    HOIST_LOG: 'info',
    DATABASE_URL: '',
    NODE_COMPILE_CACHE: join(root, 'dist/compile-cache'),
  }
}

export type Setup = { organizationId: string; userId: string; apiKey: string }

export const PASSWORD = 'correct-horse-battery-9'

/** Creates the organization and its first admin in an empty data folder. */
export async function setUp(dataDir: string): Promise<Setup> {
  const log = createLog('silent')
  const db = await openDb({ databaseUrl: null, dataDir, clock: systemClock, log })
  const person = { organization: 'Bench', timeZone: 'UTC', name: 'Ada', email: 'admin@bench.test', password: PASSWORD }
  const { organizationId, userId, key } = await setUpOrganization({ db, clock: systemClock, log }, person, 'bench')
  await db.close()
  if (key === null) throw new Error('the set-up made no key')
  return { organizationId, userId, apiKey: key.key }
}

/** Starts the bundle on a free port and waits until it answers. It logs as usual, so that the log costs what it costs. */
export async function startServer(dataDir: string, options: { probe?: boolean } = {}): Promise<MeasuredServer> {
  const args = [...(options.probe === false ? [] : ['--import', PROBE]), ENTRY]
  const { child, ...server } = await start(dataDir, process.execPath, args)
  return {
    ...server,
    async usage(reset) {
      child.send(reset ?? 'read')
      const [answer] = await once(child, 'message')
      return answer as Usage
    },
  }
}

/** Until the jobs that were due at the start are through: the nightly backup among them, which copies the whole file. */
export async function caughtUp({ url }: MeasuredServer, { apiKey }: Setup): Promise<void> {
  let open = 1
  while (open > 0) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const answer = await fetch(`${url}/api/jobs/runs`, { headers: { 'x-api-key': apiKey } })
    const { runs } = (await answer.json()) as { runs: { tookMs: number | null }[] }
    open = runs.filter(({ tookMs }) => tookMs === null).length
  }
}

/** The same with the single executable. It takes no probe; `rss` is what the system says, in bytes. */
export async function startExecutable(dataDir: string) {
  const { child, ...server } = await start(dataDir, EXECUTABLE, ['serve'])
  const rss = () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) * 1024
  return { ...server, rss }
}

async function start(dataDir: string, command: string, args: string[]) {
  const port = await freePort()
  const started = performance.now()
  const child = spawn(command, args, {
    env: environment(port, dataDir),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const url = `http://127.0.0.1:${port}`
  await untilAnswering(`${url}/healthz`, child)
  const startMs = performance.now() - started
  return {
    child,
    url,
    dataDir,
    startMs,
    async stop() {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

async function untilAnswering(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error(`the server ended with ${child.exitCode} before it answered`)
}
