import { statSync } from 'node:fs'
import { join } from 'node:path'
import { organizationsWithRules } from '../analytics/adoption.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/engine.ts'
import type { Sender } from '../notifications/sender.ts'
import type { Effects } from '../triggers/effects.ts'
import type { TriggerEngine } from '../triggers/engine.ts'
import { readiness } from './readiness.ts'
import { openAlerts, openDeliveries } from './store.ts'

type Parts = { db: Db; clock: Clock; triggers: TriggerEngine; config: { dataDir: string } }

/** Figures of this process and its database for Prometheus. */
export type Metrics = {
  request(kind: string, status: number, milliseconds: number): void
  /** The same effects, counted once each when their transaction has committed. */
  countFired(effects: Effects): Effects
  countSent(send: Sender): Sender
  /** The text that Prometheus reads, and its content type. */
  scrape(parts: Parts): Promise<{ text: string; type: string }>
}

/** Loaded only where metrics are switched on: the library costs the start more than the server's own parts. */
export async function createMetrics(): Promise<Metrics> {
  const { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } = await import('prom-client')
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'hoist_request_seconds',
    help: 'Requests by kind (api, trpc, page, health) and class of status',
    labelNames: ['kind', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const fired = new Counter({ name: 'hoist_fired_total', help: 'Fired flow actions', labelNames: ['kind'], registers })
  const firedLate = new Counter({ name: 'hoist_fired_late_total', help: 'Of these over 60 s late', registers })
  const sent = new Counter({
    name: 'hoist_delivery_attempts_total',
    help: 'Attempts to send by channel and result',
    labelNames: ['channel', 'result'],
    registers,
  })
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `hoist_${name}`, help, labelNames, registers })
  const deliveries = gauge('deliveries_open', 'Deliveries that are not over, by state', ['state'])
  const alerts = gauge('alerts_open', 'Alerts that are not over, by state', ['state'])
  const adoption = gauge('organizations_with_active_rules', 'Organizations with a rule that is switched on')
  const overdue = gauge('triggers_overdue_seconds', 'How long the oldest trigger has been due')
  const outboxAge = gauge('outbox_overdue_seconds', 'How long the oldest delivery has waited to be tried')
  const free = gauge('disk_free_bytes', 'Free where the data folder is')
  const waiting = gauge('db_queue', 'Units of work that wait to be written, by lane', ['lane'])
  const files = gauge('db_file_bytes', 'Size of the SQLite file and of its log', ['file'])

  return {
    request: (kind, status, milliseconds) =>
      requests.observe({ kind, status: `${Math.floor(status / 100)}xx` }, milliseconds / 1000),
    countFired(effects) {
      const counted =
        (kind: keyof Effects): Effects[typeof kind] =>
        async (tx, one) => {
          tx.afterCommit(() => {
            fired.inc({ kind })
            if (one.late) firedLate.inc()
          })
          await effects[kind](tx, one)
        }
      return { snooze: counted('snooze'), skip: counted('skip'), escalate: counted('escalate') }
    },
    countSent: (send) => async (claimed) => {
      const result = await send(claimed)
      sent.inc({ channel: claimed.channel, result: result.ok ? 'sent' : 'failed' })
      return result
    },
    async scrape(parts) {
      const { db, config } = parts
      const now = await readiness(parts)
      overdue.set(now.triggers.overdueMs / 1000)
      outboxAge.set(now.outbox.overdueMs / 1000)
      if (now.disk.freeBytes !== null) free.set(now.disk.freeBytes)
      deliveries.reset()
      for (const one of await openDeliveries(db.read)) deliveries.set({ state: one.state }, one.deliveries)
      alerts.reset()
      for (const one of await openAlerts(db.read)) alerts.set({ state: one.state }, one.alerts)
      adoption.set(await organizationsWithRules(db.read))
      for (const [lane, jobs] of Object.entries(db.waiting())) waiting.set({ lane }, jobs)
      if (db.dialect === 'sqlite')
        for (const file of ['hoist.db', 'hoist.db-wal']) files.set({ file }, sizeOf(join(config.dataDir, file)))
      return { text: await registry.metrics(), type: registry.contentType }
    },
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
