import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from '../support/source-files.ts'
import { load, post } from './support/load.ts'
import { report } from './support/report.ts'
import { freePort, freshDataDir, PASSWORD, setUp, startServer, type Usage } from './support/server.ts'
import { spread, words } from './support/spread.ts'

// What signing in, checking rights, zod, the database, tRPC and logging cost together: one workflow by id over tRPC, against
// a bare node:http server that answers the same number of bytes. Requests per second of CPU of the server, in turns.

const ROUNDS = 7
const SECONDS = 3
const CONNECTIONS = 32

const data = freshDataDir()
const setup = await setUp(data.path)
const server = await startServer(data.path)
const { id: customer } = await post<{ id: string }>(server.url, '/api/customers', setup.apiKey, {
  externalId: 'c',
  name: 'C',
})
const { id } = await post<{ id: string }>(server.url, '/api/workflows', setup.apiKey, {
  externalId: 'w',
  customer,
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
const path = `/trpc/workflows.get?input=${encodeURIComponent(JSON.stringify({ id }))}`
const sample = await fetch(`${server.url}${path}`, { headers: { cookie } })
const bytes = (await sample.arrayBuffer()).byteLength
if (sample.status !== 200) throw new Error(`the query answered ${sample.status}`)

const barePort = await freePort()
const bare = spawn(
  process.execPath,
  [
    '--import',
    join(root, 'test/bench/support/probe.mjs'),
    join(root, 'test/bench/support/bare.mjs'),
    String(barePort),
    String(bytes),
  ],
  { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
)
await once(bare, 'message')
async function bareUsage(): Promise<Usage> {
  bare.send('read')
  const [usage] = await once(bare, 'message')
  return usage as Usage
}

async function perCpuSecond(url: string, usage: () => Promise<Usage>, headers: Record<string, string>) {
  const before = await usage()
  const { latencies, statuses } = await load({
    url,
    connections: CONNECTIONS,
    seconds: SECONDS,
    call: () => ({ path, headers }),
  })
  const after = await usage()
  if (statuses.get(200) !== latencies.length) throw new Error(`answers: ${JSON.stringify([...statuses])}`)
  return { rate: latencies.length / (after.cpuSeconds - before.cpuSeconds), p99: spread(latencies).p99 }
}

const ratios: number[] = []
const ours: number[] = []
const floors: number[] = []
const p99s: number[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  const floor = await perCpuSecond(`http://127.0.0.1:${barePort}`, bareUsage, {})
  const query = await perCpuSecond(server.url, () => server.usage(), { cookie })
  // The first round warms both up.
  if (round === 0) continue
  floors.push(floor.rate)
  ours.push(query.rate)
  p99s.push(query.p99)
  ratios.push(query.rate / floor.rate)
}
bare.kill()
await server.stop()
data.remove()

report(`An authenticated tRPC query of one workflow (${bytes} bytes), logged`, [
  { what: 'bare node:http, answers per CPU-second', measured: words(spread(floors), '/s'), goal: '—' },
  { what: 'the query, answers per CPU-second', measured: words(spread(ours), '/s'), goal: '—' },
  { what: 'ratio', measured: words(spread(ratios), '×'), goal: '≥ 0.15 ×', met: spread(ratios).median >= 0.15 },
  { what: `p99 at ${CONNECTIONS} connections, as fast as it goes`, measured: words(spread(p99s), 'ms'), goal: '—' },
])
