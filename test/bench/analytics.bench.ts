import { join } from 'node:path'
import Database from 'better-sqlite3'
import { DAY } from '../../shared/time/instant.ts'
import {
  alike,
  PLAIN_KEYS,
  plainBreakdown,
  plainHeat,
  type PlainKey,
  plainSummary,
  type YearFilter,
} from './support/plain-analytics.ts'
import { report } from './support/report.ts'
import { caughtUp, freshDataDir, type MeasuredServer, type Setup, setUp, startServer } from './support/server.ts'
import { spread, words } from './support/spread.ts'
import { DEFINITIONS, fillYear, PEOPLE, TEAMS, yearId } from './support/year.ts'

// Any combination of filters, asked over HTTP, beside the same question in plain SQL, whose answer must be the same in every number; then ten people and one export.

const QUESTIONS = 40
const LOOKERS = 10
const SIZES = [
  { count: 50_000, goal: 50, exports: false },
  { count: 1_000_000, goal: 500, exports: true },
]
const MEGABYTE = 1024 * 1024
const KEYS = Object.keys(PLAIN_KEYS) as PlainKey[]

type Filter = YearFilter

/** Different each time, so that nothing was asked before; every filter is in some of them, in any combination. */
function filterOf(number: number, now: number): Filter {
  const bits = (number * 2_654_435_761) >>> 3
  const has = (bit: number) => number > 0 && ((bits >> bit) & 1) === 1
  return {
    from: new Date(now - (365 - (number % 40)) * DAY - number).toISOString(),
    ...(has(0) && { definitionId: yearId('d000', number % DEFINITIONS) }),
    ...(has(1) && { recipientId: yearId('b000', (number * 7) % PEOPLE) }),
    ...(has(2) && { teamId: yearId('7000', number % TEAMS) }),
    ...(has(3) && { triggerType: ['date', 'event', 'combined'][number % 3] ?? 'date' }),
    ...(has(4) && { source: number % 2 === 0 ? 'person' : 'rule' }),
  }
}

type Charts = { summary: unknown; previous: unknown; heat: unknown }

async function ask<T>(server: MeasuredServer, { apiKey }: Setup, path: string, filter: Filter): Promise<T> {
  const answer = await fetch(`${server.url}/api/analytics/${path}?${new URLSearchParams(filter)}`, {
    headers: { 'x-api-key': apiKey },
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** The request of the page: all charts and the latest escalations, in one batch. Returns the charts. */
async function page(server: MeasuredServer, { apiKey }: Setup, filter: Filter): Promise<Charts> {
  const { from = '', ...rest } = filter
  const period = { from: Date.parse(from), ...rest }
  const previous = { from: period.from - 365 * DAY, to: period.from }
  const input = { 0: { ...period, previous }, 1: { ...period, limit: 20 }, 2: period }
  const calls = 'analytics.dashboard,analytics.escalations,analytics.interrupts'
  const answer = await fetch(`${server.url}/trpc/${calls}?batch=1&input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { 'x-api-key': apiKey },
  })
  if (!answer.ok) throw new Error(`the page answered ${answer.status}: ${await answer.text()}`)
  const [{ result }] = (await answer.json()) as [{ result: { data: Charts } }]
  return result.data
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ value: T; took: number }> {
  const began = performance.now()
  const value = await work()
  return { value, took: performance.now() - began }
}

async function exportAll(server: MeasuredServer, { apiKey }: Setup, onChunk: () => Promise<void>): Promise<number> {
  const answer = await fetch(`${server.url}/api/analytics/export.csv`, { headers: { 'x-api-key': apiKey } })
  let lines = 0
  for await (const chunk of answer.body ?? []) {
    for (const byte of chunk) if (byte === 10) lines += 1
    await onChunk()
  }
  return lines - 1
}

async function measure({ count, goal, exports }: (typeof SIZES)[number]): Promise<void> {
  const data = freshDataDir()
  const setup = await setUp(data.path)
  const now = Date.now()
  fillYear(data.path, setup, count, now)
  const rows = new Database(join(data.path, 'hoist.db'), { readonly: true })
  const server = await startServer(data.path)
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  await caughtUp(server, setup)
  const before = (await server.usage()).rss

  let exported = { rows: 0, seconds: 0, extra: 0, silence: 0 }
  if (exports) {
    await server.usage('reset')
    let most = 0
    const { took } = await timed(async () => {
      let chunks = 0
      exported.rows = await exportAll(server, setup, async () => {
        chunks += 1
        if (chunks % 20 === 0) most = Math.max(most, (await server.usage()).rss)
      })
    })
    const { silenceMs } = await server.usage()
    exported = { ...exported, seconds: took / 1000, extra: (most - before) / MEGABYTE, silence: silenceMs }
    if (exported.rows !== count) throw new Error(`the export has ${exported.rows} rows of ${count}`)
  }

  const { took: first } = await timed(() => page(server, setup, filterOf(0, now)))
  const [ours, plain, pages]: [number[], number[], number[]] = [[], [], []]
  for (let number = 1; number <= QUESTIONS; number += 1) {
    const filter = filterOf(number, now)
    const { organizationId } = setup
    const answer = await timed(() => ask(server, setup, 'summary', filter))
    const sql = await timed(() => plainSummary(rows, organizationId, filter))
    ours.push(answer.took)
    plain.push(sql.took)
    insist(answer.value, sql.value, filter)
    const whole = { ...filter, from: new Date(now - 365 * DAY + number).toISOString() }
    const { value: charts, took } = await timed(() => page(server, setup, whole))
    pages.push(took)
    if (number % 4 > 0) continue
    const before = { ...whole, from: new Date(now - 730 * DAY + number).toISOString(), to: whole.from }
    insist(charts.summary, plainSummary(rows, organizationId, whole), whole)
    insist(charts.previous, plainSummary(rows, organizationId, before), before)
    insist(charts.heat, plainHeat(rows, organizationId, whole), whole)
    const by = KEYS[(number / 4) % KEYS.length] ?? 'day'
    const found = await ask<{ rows: { key: string }[] }>(server, setup, 'breakdown', { ...filter, by })
    const groups = plainBreakdown(rows, organizationId, filter, by)
    insist(found.rows.length, groups.size, filter)
    for (const row of found.rows) insist(row, groups.get(row.key) ?? null, { ...filter, by, key: row.key })
  }

  await server.usage('reset')
  let [open, number] = [exports, 1_000]
  const looks: number[] = []
  const look = async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      number += 1
      looks.push((await timed(() => page(server, setup, filterOf(number, now)))).took)
    }
  }
  const exporting = exports ? exportAll(server, setup, async () => {}).then(() => (open = false)) : null
  await Promise.all(Array.from({ length: LOOKERS }, look))
  const { silenceMs, rss } = await server.usage()
  const stillOpen = open
  await exporting
  await server.stop()
  rows.close()
  data.remove()

  report(`Analytics of ${count.toLocaleString('en')} escalations over 365 days`, [
    {
      what: `${QUESTIONS} combinations of filters, with median and p90`,
      measured: words(spread(ours), 'ms'),
      goal: `≤ ${goal} ms`,
      met: spread(ours).max <= goal,
    },
    { what: 'the same questions in plain SQL', measured: words(spread(plain), 'ms'), goal: '—' },
    {
      what: 'the whole page in one request, two periods, other filters each time',
      measured: words(spread(pages), 'ms'),
      goal: '—',
    },
    {
      what: 'the first page after the start, which reads every escalation',
      measured: `${first.toFixed(0)} ms`,
      goal: '—',
    },
    {
      what: `${LOOKERS} people look at pages at the same time${exports ? ' while one exports' : ''}: a page`,
      measured: words(spread(looks), 'ms'),
      goal: '—',
    },
    {
      what: 'longest silence of the event loop meanwhile',
      measured: `${silenceMs.toFixed(1)} ms`,
      goal: '≤ 30 ms',
      met: silenceMs <= 30,
    },
    { what: 'RSS before anybody looked, and after', measured: `${mb(before)} and ${mb(rss)}`, goal: '—' },
    ...(exports
      ? [
          {
            what: `export of ${exported.rows.toLocaleString('en')} rows: extra memory at most`,
            measured: `${exported.extra.toFixed(0)} MB in ${exported.seconds.toFixed(1)} s, silence ${exported.silence.toFixed(1)} ms`,
            goal: '≤ 50 MB',
            met: exported.extra <= 50,
          },
          {
            what: 'the export was still open when the last of the ten had looked',
            measured: String(stillOpen),
            goal: '—',
          },
        ]
      : []),
  ])
}

/** Throws where plain SQL says something else. */
function insist(answer: unknown, sql: unknown, question: Filter): void {
  if (alike(answer, sql)) return
  throw new Error(`different answers to ${JSON.stringify(question)}: ${JSON.stringify({ answer, sql })}`)
}

function mb(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(0)} MB`
}

for (const size of SIZES) await measure(size)
