import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { load, post } from './support/load.ts'
import { report } from './support/report.ts'
import { freshDataDir, setUp, startServer } from './support/server.ts'
import { spread, words } from './support/spread.ts'

// Escalations armed over HTTP, each durable before its answer, while a file of 100,000 rows goes in.

const IMPORT_ROWS = 100_000
const RATE = 520
const SECONDS = 15
const CONNECTIONS = 16
const WARM_UP = 500
const KEYS = 20

const data = freshDataDir()
const setup = await setUp(data.path)
const server = await startServer(data.path)
const key = { 'x-api-key': setup.apiKey }
// A key may make 6,000 calls a minute.
const keys = await Promise.all(
  Array.from({ length: KEYS }, async (_, number) => {
    const made = await post<{ key: string }>(server.url, '/api/keys', setup.apiKey, { name: `bench ${number}` })
    return { 'x-api-key': made.key }
  }),
)
const pool = WARM_UP + RATE * SECONDS * 2
const recipient = await post<{ id: string }>(server.url, '/api/users', setup.apiKey, {
  email: 'rita@bench.test',
  name: 'Rita',
  role: 'manager',
})

async function fillPool(): Promise<void> {
  const customers = Array.from({ length: 100 }, (_, number) => ({
    externalId: `c${number}`,
    name: `Customer ${number}`,
  }))
  await post(server.url, '/api/customers', setup.apiKey, customers)
  for (let start = 0; start < pool; start += 500) {
    const workflows = Array.from({ length: Math.min(500, pool - start) }, (_, number) => ({
      externalId: `w${start + number}`,
      customer: `ext:c${number % 100}`,
      definition: 'Renewal',
      assigneeEmail: 'admin@bench.test',
    }))
    await post(server.url, '/api/workflows', setup.apiKey, workflows)
  }
}

let next = 0
function arm() {
  const number = next++
  const body = {
    workflowId: `ext:w${number}`,
    escalateToUserId: recipient.id,
    reason: 'Renewal at risk',
    logic: 'OR',
    triggers: [
      { id: 't1', type: 'date', config: { date: '2027-06-15T09:00:00', timezone: 'America/New_York' } },
      {
        id: 't2',
        type: 'event',
        config: {
          eventType: 'usage_threshold_crossed',
          eventConfig: { metricName: 'health_score', operator: '<', threshold: 50 },
        },
      },
    ],
  }
  return {
    method: 'POST',
    path: '/api/workflows/escalate-with-triggers',
    headers: keys[number % KEYS] ?? key,
    body: JSON.stringify(body),
  }
}

/** What the disk takes for as much as one arm writes: the floor under every answer. */
function flushes(folder: string): number[] {
  const file = openSync(join(folder, 'flush'), 'w')
  const bytes = Buffer.alloc(100 * 1024, 1)
  const samples = Array.from({ length: 200 }, () => {
    const began = performance.now()
    writeSync(file, bytes)
    fdatasyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  return samples
}

type Run = { id: string; state: string; counts: { rows: number } }

async function startImport(): Promise<string> {
  const lines = ['external_id,name,arr,health_score,segment']
  for (let row = 0; row < IMPORT_ROWS; row += 1)
    lines.push(`imported-${row},Imported ${row},"$${row * 10}",${row % 100},smb`)
  const upload = await fetch(`${server.url}/api/imports/files?kind=customers&fileName=customers.csv`, {
    method: 'POST',
    headers: { ...key, 'content-type': 'text/csv' },
    body: lines.join('\n'),
  })
  const run = (await upload.json()) as Run
  if (upload.status !== 201) throw new Error(`the upload answered ${upload.status}: ${JSON.stringify(run)}`)
  await post(server.url, `/api/imports/${run.id}/start`, setup.apiKey, {})
  return run.id
}

async function importRun(id: string): Promise<Run> {
  return (await (await fetch(`${server.url}/api/imports/${id}`, { headers: key })).json()) as Run
}

await fillPool()
await load({ url: server.url, connections: CONNECTIONS, count: WARM_UP, call: arm })
const alone = await load({ url: server.url, connections: CONNECTIONS, seconds: 5, rate: RATE, call: arm })

const disk = spread(flushes(data.path))
const { rss: restRss } = await server.usage()
const importId = await startImport()
const began = performance.now()
await server.usage('reset')
const during = await load({ url: server.url, connections: CONNECTIONS, seconds: SECONDS, rate: RATE, call: arm })
const { silenceMs, silenceP99Ms, rss } = await server.usage()
const before = await importRun(importId)
let run = before
while (run.state === 'running') {
  await new Promise((resolve) => setTimeout(resolve, 100))
  run = await importRun(importId)
}
const importSeconds = (performance.now() - began) / 1000
await server.stop()
data.remove()

const ok = (statuses: Map<number, number>) => statuses.get(200) ?? 0
const others = [...during.statuses].filter(([status]) => status !== 200)
const rate = ok(during.statuses) / during.seconds
const latencies = spread(during.latencies)
report(`Arms over HTTP at synchronous=FULL, ${RATE}/s asked for, while ${IMPORT_ROWS} rows go in`, [
  {
    what: 'writing and flushing 100 KB to this disk',
    measured: `p99 ${disk.p99.toFixed(1)} ms; ${words(disk, 'ms')}`,
    goal: '—',
  },
  { what: 'alone: p99', measured: `${spread(alone.latencies).p99.toFixed(1)} ms`, goal: '—' },
  { what: 'arms answered 200', measured: `${rate.toFixed(0)}/s`, goal: '≥ 500/s', met: rate >= 500 },
  {
    what: 'from when each was due to its answer',
    measured: `p99 ${latencies.p99.toFixed(1)} ms; ${words(latencies, 'ms')}`,
    goal: 'p99 ≤ 25 ms',
    met: latencies.p99 <= 25,
  },
  {
    what: 'longest silence of the event loop',
    measured: `${silenceMs.toFixed(1)} ms (p99 ${silenceP99Ms.toFixed(1)} ms)`,
    goal: '≤ 30 ms',
    met: silenceMs <= 30,
  },
  {
    what: 'other answers',
    measured: others.length === 0 ? 'none' : JSON.stringify(others),
    goal: 'none',
    met: others.length === 0,
  },
  {
    what: 'rows imported while the arms ran',
    measured: `${before.counts.rows} of ${run.counts.rows}; ${run.state} after ${importSeconds.toFixed(1)} s`,
    goal: `${IMPORT_ROWS}`,
    met: run.state === 'done' && run.counts.rows === IMPORT_ROWS,
  },
  {
    what: 'RSS before and during',
    measured: `${Math.round(restRss / 2 ** 20)} and ${Math.round(rss / 2 ** 20)} MB`,
    goal: '—',
  },
])
