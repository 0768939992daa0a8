import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createApp } from '../../server/app.ts'
import { newId } from '../../server/clock.ts'
import { parseConfig } from '../../server/config.ts'
import type { Writer } from '../../server/db/engine.ts'
import { insertMany } from '../../server/db/insert-many.ts'
import { createLog } from '../../server/log.ts'
import { HOUR, SECOND } from '../../shared/time/instant.ts'
import type { RiskLevel } from '../../shared/triggers/stored.ts'
import { insertOrganization } from '../support/rows.ts'
import { report } from './support/report.ts'

// One run of the scanner over 10,000 contacts with 100,000 messages that it has not seen: how long it takes, and the
// longest silence of the event loop meanwhile. The floor is the same process idling for as long.

const CONTACTS = 10_000
const MESSAGES = 100_000
const LONGEST_SILENCE_MS = 30
const ORG = 'org'

const dataDir = mkdtempSync(join(tmpdir(), 'hoist-bench-'))
const app = await createApp(parseConfig({ HOIST_DATA: dataDir }), { log: createLog('silent') })
const { db, clock } = app
const start = clock.now()

/** In a thousand: eight high ones and a critical one, thirty medium ones. */
function levelOf(at: number): RiskLevel {
  const part = at % 1_000
  if (part === 500) return 'critical'
  if (part % 125 === 7) return 'high'
  return part % 33 === 1 ? 'medium' : 'low'
}

async function fill<Row>(rows: number, rowOf: (at: number) => Row, save: (tx: Writer, rows: Row[]) => Promise<void>) {
  for (let from = 0; from < rows; from += 500) {
    const part = Array.from({ length: Math.min(500, rows - from) }, (_, at) => rowOf(from + at))
    await db.write((tx) => save(tx, part), 'bulk')
  }
}

const made = { createdAt: start, updatedAt: start }
await db.write((tx) => insertOrganization(tx, ORG))
await fill(
  CONTACTS,
  (at) => ({
    organizationId: ORG,
    id: `c${at}`,
    name: `Customer ${at}`,
    nameSort: `customer ${at}`,
    tags: [],
    properties: {},
    openAlerts: 0,
    ...made,
  }),
  (tx, rows) => insertMany(tx, tx.t.customer, rows),
)
await fill(
  CONTACTS,
  (at) => ({
    organizationId: ORG,
    id: `p${at}`,
    customerId: `c${at}`,
    name: `Person ${at}`,
    nameSort: `person ${at}`,
    ...made,
  }),
  (tx, rows) => insertMany(tx, tx.t.contact, rows),
)
await fill(
  MESSAGES,
  (at) => {
    const who = (at * 7) % CONTACTS
    const sentAt = start - HOUR + Math.floor((at / MESSAGES) * HOUR)
    const riskLevel = levelOf(at)
    const text =
      'Good morning, could you have a look at the export that we talked about last week? It still stops half way.'
    const indicators =
      riskLevel === 'low' ? [] : [{ tag: 'defect', quote: 'It still stops half way', start: 82, end: 105, weight: 40 }]
    const risk = {
      riskLevel,
      score: 40,
      confidence: 0.8,
      tone: 'worried',
      indicators,
      suggestedAction: 'Answer.',
      engine: 'local',
    }
    const whose = { customerId: `c${who}`, contactId: `p${who}`, channel: `D0${String(who).padStart(8, '0')}` }
    return {
      organizationId: ORG,
      id: newId(sentAt),
      externalId: `m${at}`,
      ...whose,
      direction: 'inbound' as const,
      text,
      at: sentAt,
      receivedAt: sentAt,
      analysedAt: sentAt,
      ...risk,
    }
  },
  (tx, rows) => insertMany(tx, tx.t.message, rows),
)

const delay = monitorEventLoopDelay({ resolution: 1 })
async function watched(work: () => Promise<unknown>): Promise<{ tookMs: number; silenceMs: number; cpuMs: number }> {
  delay.reset()
  delay.enable()
  const began = clock.monotonic()
  const cpu = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  const tookMs = clock.monotonic() - began
  delay.disable()
  return { tookMs, silenceMs: delay.max / 1e6, cpuMs: (user + system) / 1_000 }
}

const scan = await watched(() => app.jobs.run('scan-messages', 'bench'))
const again = await watched(() => app.jobs.run('scan-messages', 'bench'))
const idle = await watched(() => new Promise((resolve) => setTimeout(resolve, Math.min(scan.tookMs, 10 * SECOND))))
const alerts = await db.read.$count(db.t.alert)
const left = (await db.read.$count(db.t.message)) - MESSAGES
await app.stop()
rmSync(dataDir, { recursive: true, force: true })

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`
report('The scanner: 100,000 messages of 10,000 contacts in one run', [
  {
    what: 'one run',
    measured: `${(scan.tookMs / 1_000).toFixed(1)} s, ${Math.round(MESSAGES / (scan.cpuMs / 1_000)).toLocaleString('en')} messages per second of CPU, ${alerts} alerts`,
    goal: '—',
    met: alerts > 0 && left === 0,
  },
  {
    what: 'longest silence of the event loop meanwhile',
    measured: ms(scan.silenceMs),
    goal: `≤ ${LONGEST_SILENCE_MS} ms`,
    met: scan.silenceMs <= LONGEST_SILENCE_MS,
  },
  { what: 'the same process idling for as long', measured: ms(idle.silenceMs), goal: '—' },
  { what: 'the next run, which finds nothing', measured: ms(again.tookMs), goal: '—' },
])
