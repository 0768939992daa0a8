import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createApp } from '../../server/app.ts'
import { parseConfig } from '../../server/config.ts'
import { post } from './support/load.ts'
import {
  BURST,
  busyCustomer,
  burstAction,
  fillMillions,
  moveBurst,
  SINGLES,
  singleAction,
  singleCustomer,
} from './support/million.ts'
import { report } from './support/report.ts'
import { caughtUp, freshDataDir, type MeasuredServer, type Setup, setUp, startServer } from './support/server.ts'
import { spread, words } from './support/spread.ts'

// With 1,000,000 armed and 1,000,000 ended actions: what costs nothing must cost nothing, and what is due must not wait.

const data = freshDataDir()
const setup = await setUp(data.path)
fillMillions(data.path, setup)
const rows = new Database(join(data.path, 'hoist.db'), { readonly: true })
const firedAt = rows.prepare('select firedAt from flow_action where organizationId = ? and id = ?').pluck()
const dirty = rows.prepare('select count(*) from dirty').pluck()
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function until(done: () => boolean, withinMs: number): Promise<void> {
  const began = performance.now()
  while (!done()) {
    if (performance.now() - began > withinMs) throw new Error(`not done within ${withinMs} ms`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** How long a look takes that finds nothing, in microseconds. */
async function nothingDue(): Promise<number[]> {
  const app = await createApp(parseConfig({ HOIST_DATA: data.path, HOIST_LOG: 'silent', PORT: '0' }))
  const samples: number[] = []
  for (let round = 0; round < 2_000; round += 1) {
    const began = performance.now()
    await app.triggers.drain()
    samples.push((performance.now() - began) * 1000)
  }
  await app.stop()
  // Without the first ones, which prepare the statements and warm up the code.
  return samples.slice(200)
}

/** From the sending of one reading to the commit of the escalation it fires, as another process sees it. */
async function singles(server: MeasuredServer, { organizationId, apiKey }: Setup): Promise<number[]> {
  const samples: number[] = []
  for (let number = 0; number < SINGLES; number += 1) {
    const began = performance.now()
    const reading = {
      id: `single-${number}`,
      type: 'metric',
      customer: singleCustomer(number),
      metric: 'nps',
      value: 5,
    }
    const sent = post(server.url, '/api/signals', apiKey, [reading])
    await until(() => firedAt.get(organizationId, singleAction(number)) !== null, 10_000)
    samples.push(performance.now() - began)
    await sent
    await pause(5)
  }
  return samples.slice(20)
}

/** 1,000 readings of the busy customer in one call, of which the last one counts; the longest silence of the loop until all is seen to. */
async function batch(server: MeasuredServer, { apiKey }: Setup, name: string, last: number): Promise<number> {
  await server.usage('reset')
  const readings = Array.from({ length: 1_000 }, (_, number) => ({
    id: `${name}-${number}`,
    type: 'metric',
    customer: busyCustomer,
    metric: 'health_score',
    value: number === 999 ? last : 60 + (number % 20),
  }))
  await post(server.url, '/api/signals', apiKey, readings)
  await until(() => dirty.get() === 0, 60_000)
  await pause(100)
  return (await server.usage()).silenceMs
}

/** Milliseconds after its instant at which each of the burst fired. */
async function burst(server: MeasuredServer, { organizationId }: Setup, from: number): Promise<number[]> {
  await until(() => Date.now() > from + 1_000, 60_000)
  await until(() => firedAt.get(organizationId, burstAction(BURST - 1)) !== null, 60_000)
  await pause(1_000)
  const fired = Array.from({ length: BURST }, (_, number) => Number(firedAt.get(organizationId, burstAction(number))))
  if (fired.includes(0)) throw new Error('not all of the burst fired')
  await server.usage()
  return fired.map((at) => at - from)
}

const looks = spread(await nothingDue())

const server = await startServer(data.path)
await pause(2_000)
await caughtUp(server, setup)
const single = spread(await singles(server, setup))
const quiet = await batch(server, setup, 'quiet', 70)
const firing = await batch(server, setup, 'firing', 39.5)
await server.stop()

const from = Math.ceil(Date.now() / 1000) * 1000 + 8_000
moveBurst(data.path, from)
const again = await startServer(data.path)
await again.usage('reset')
const bursts = spread(await burst(again, setup, from))
const burstSilence = (await again.usage()).silenceMs
await again.stop()
rows.close()
data.remove()

report('1,000,000 armed and 1,000,000 ended actions, one customer holding 10,000', [
  { what: 'a look when nothing is due', measured: words(looks, 'µs'), goal: '≤ 50 µs', met: looks.median <= 50 },
  {
    what: '1,000 due within one second: first and last fired, after its start',
    measured: `${bursts.min.toFixed(0)} and ${bursts.max.toFixed(0)} ms`,
    goal: '≤ 1,500 ms',
    met: bursts.max <= 1_500,
  },
  { what: 'longest silence of the loop meanwhile', measured: `${burstSilence.toFixed(1)} ms`, goal: '—' },
  {
    what: 'a signal to its fired escalation',
    measured: `p99 ${single.p99.toFixed(1)} ms; ${words(single, 'ms')}`,
    goal: 'p99 ≤ 30 ms',
    met: single.p99 <= 30,
  },
  {
    what: '1,000 readings of the busy customer that fire nothing: longest silence',
    measured: `${quiet.toFixed(1)} ms`,
    goal: '≤ 30 ms',
    met: quiet <= 30,
  },
  {
    what: '1,000 readings of which the last fires 250: longest silence',
    measured: `${firing.toFixed(1)} ms`,
    goal: '≤ 30 ms',
    met: firing <= 30,
  },
])
