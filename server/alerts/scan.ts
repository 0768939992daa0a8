import { setImmediate as turn } from 'node:timers/promises'
import { isRaised, MEDIUM_WINDOW } from '../../shared/alerts/raise.ts'
import type { MessageRisk } from '../../shared/alerts/risk.ts'
import { DAY, HOUR, type Instant } from '../../shared/time/instant.ts'
import type { Context } from '../context.ts'
import { inBatches } from '../db/batches.ts'
import type { Writer } from '../db/engine.ts'
import { analyserOf } from './analysis.ts'
import { raiseAlerts } from './raise.ts'
import {
  findUnraised,
  listUnscanned,
  markScanned,
  mediumsBefore,
  saveRisk,
  textsOf,
  type Unscanned,
} from './scan-store.ts'
import { getAlertSetting, saveAlertSetting } from './settings-store.ts'
import { activeAlert } from './store.ts'

/** Messages read at once. */
const PAGE = 500
/** How far back the first scan of an organization looks, and how far back every later one does at least. */
const FIRST = 4 * HOUR
const LATER = DAY

export type Scanned = { evaluated: number; fired: number }

/**
 * Looks at the customers' messages of an organization that nobody has looked at in context: high and critical ones that
 * are on no alert raise one, and medium ones where two came within a day. Every message is scanned once, and older ones
 * than anybody needs to hear of only count as seen.
 */
export async function scanOrganization(
  app: Context,
  organizationId: string,
  { now, signal }: { now: Instant; signal: AbortSignal },
): Promise<Scanned> {
  const { db } = app
  const { scannedAt } = await getAlertSetting(db.read, organizationId)
  const from = scannedAt === null ? now - FIRST : Math.min(scannedAt, now - LATER)
  const done = { evaluated: 0, fired: 0 }
  for (let after: { at: Instant; id: string } | null = null; ; ) {
    const page: Unscanned[] = await listUnscanned(db.read, organizationId, after, PAGE)
    const fresh = await analyseFresh(
      app,
      organizationId,
      page.filter((one) => !one.isAnalysed),
    )
    const raised = await inBatches(app, page, (tx, batch) => scanBatch(tx, organizationId, batch, { from, now, fresh }))
    done.evaluated += page.length
    done.fired += raised.reduce((sum, one) => sum + one, 0)
    after = page.at(-1) ?? null
    if (page.length < PAGE || signal.aborted) break
  }
  if (!signal.aborted) await db.write((tx) => saveAlertSetting(tx, organizationId, { scannedAt: now }, now))
  return done
}

/** What the analysis says of messages that came before there was one, outside any unit of work. */
async function analyseFresh(
  { db }: Context,
  organizationId: string,
  messages: readonly Unscanned[],
): Promise<Map<string, MessageRisk>> {
  const found = new Map<string, MessageRisk>()
  if (messages.length === 0) return found
  const analyse = await analyserOf(db.read, organizationId)
  const texts = await textsOf(
    db.read,
    organizationId,
    messages.map((one) => one.id),
  )
  for (const [id, text] of texts) {
    found.set(id, analyse(text))
    await turn()
  }
  return found
}

type Scan = { from: Instant; now: Instant; fresh: ReadonlyMap<string, MessageRisk> }

/** @returns how many alerts each message raised. */
async function scanBatch(
  tx: Writer,
  organizationId: string,
  batch: readonly Unscanned[],
  { from, now, fresh }: Scan,
): Promise<number[]> {
  const ids = batch.map((one) => one.id)
  const own = await markScanned(tx, organizationId, ids, now)
  const raised: number[] = []
  for (const message of batch) {
    const risk = fresh.get(message.id)
    if (risk && own.has(message.id)) await saveRisk(tx, organizationId, message.id, risk, now)
    const level = risk?.riskLevel ?? message.riskLevel
    const wanted = own.has(message.id) && message.alertId === null && message.at >= from && level !== 'low'
    raised.push(wanted ? await raiseOne(tx, organizationId, message, now) : 0)
  }
  return raised
}

async function raiseOne(tx: Writer, organizationId: string, message: Unscanned, now: Instant): Promise<number> {
  const found = await findUnraised(tx, organizationId, message.id)
  if (!found) return 0
  const level = found.risk.riskLevel
  const active = level === 'medium' && (await activeAlert(tx, organizationId, message.channel)) !== undefined
  const before =
    level === 'medium' && !active ? await mediumsBefore(tx, organizationId, message, message.at - MEDIUM_WINDOW) : []
  if (!isRaised(level, { active, mediumBefore: before.length > 0 })) return 0
  return (await raiseAlerts(tx, organizationId, [found, ...before], now)).raised
}
