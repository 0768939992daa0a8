import { type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../support/source-files.ts'
import { load, post } from './support/load.ts'
import { report } from './support/report.ts'
import { freePort, freshDataDir, PASSWORD, setUp, startServer, type Usage } from './support/server.ts'
import { spread, words } from './support/spread.ts'

// What signing in, checking rights, zod, the database, tRPC and logging cost together, against a bare node:http server that
// answers the same number of bytes. Requests per second of CPU of the server, in turns. A point query (one customer by id),
// and the query behind a whole page (a workflow with its steps and its story).

const ROUNDS = 7
const SECONDS = 3
const CONNECTIONS = 32

const data = freshDataDir()
const setup = await setUp(data.path)
const server = await startServer(data.path)
const { id: customerId } = await post<{ id: string }>(server.url, '/api/customers', setup.apiKey, {
  externalId: 'c',
  name: 'C',
  metrics: { arr: 120_000, health_score: 71 },
})
const { id: workflowId } = await post<{ id: string }>(server.url, '/api/workflows', setup.apiKey, {
  externalId: 'w',
  customer: customerId,
  definition: 'Renewal',
})

async function signIn(): Promise<string> {
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ email: 'admin@bench.test', password: PASSWORD }),
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

const cookie = await signIn()
function pathOf(procedure: string, id: string): string {
  return `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ id }))}`
}

async function startBare(bytes: number) {
  const port = await freePort()
  const [probe, program] = ['probe.mjs', 'bare.mjs'].map((name) => join(root, 'test/bench/support', name))
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit', 'ipc']
  const child = spawn(process.execPath, ['--import', probe ?? '', program ?? '', String(port), String(bytes)], {
    stdio,
  })
  await once(child, 'message')
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => child.kill(),
    async usage(): Promise<Usage> {
      child.send('read')
      const [usage] = await once(child, 'message')
      return usage as Usage
    },
  }
}

async function perCpuSecond(
  target: { url: string; path: string },
  usage: () => Promise<Usage>,
  headers: Record<string, string>,
) {
  const before = await usage()
  const { latencies, statuses } = await load({
    url: target.url,
    connections: CONNECTIONS,
    seconds: SECONDS,
    call: () => ({ path: target.path, headers }),
  })
  const after = await usage()
  if (statuses.get(200) !== latencies.length) throw new Error(`answers: ${JSON.stringify([...statuses])}`)
  return { rate: latencies.length / (after.cpuSeconds - before.cpuSeconds), p99: spread(latencies).p99 }
}

async function compare(path: string, what: string, goal: number | null): Promise<void> {
  const sample = await fetch(`${server.url}${path}`, { headers: { cookie } })
  const bytes = (await sample.arrayBuffer()).byteLength
  if (sample.status !== 200) throw new Error(`the query answered ${sample.status}`)
  const bare = await startBare(bytes)
  const ratios: number[] = []
  const ours: number[] = []
  const floors: number[] = []
  const p99s: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const floor = await perCpuSecond({ url: bare.url, path: '/' }, bare.usage, {})
    const query = await perCpuSecond({ url: server.url, path }, () => server.usage(), { cookie })
    // The first round warms both up.
    if (round === 0) continue
    floors.push(floor.rate)
    ours.push(query.rate)
    p99s.push(query.p99)
    ratios.push(query.rate / floor.rate)
  }
  bare.stop()
  const ratio = spread(ratios)
  report(`${what} over tRPC (${bytes} bytes), with its session and its line in the log`, [
    { what: 'bare node:http, answers per CPU-second', measured: words(spread(floors), '/s'), goal: '—' },
    { what: 'the query, answers per CPU-second', measured: words(spread(ours), '/s'), goal: '—' },
    goal === null
      ? { what: 'ratio', measured: words(ratio, '×'), goal: '—' }
      : { what: 'ratio', measured: words(ratio, '×'), goal: `≥ ${goal} ×`, met: ratio.median >= goal },
    { what: `p99 at ${CONNECTIONS} connections, as fast as it goes`, measured: words(spread(p99s), 'ms'), goal: '—' },
  ])
}

await compare(pathOf('customers.get', customerId), 'A point query, one customer', 0.15)
await compare(pathOf('workflows.get', workflowId), 'A page, one workflow with its steps and story', null)
await server.stop()
data.remove()
