import { countOn, respondBy, severityOf, typeOf } from '../../shared/alerts/raise.ts'
import { leadingIndicator, type MessageRisk } from '../../shared/alerts/risk.ts'
import { summarise } from '../../shared/alerts/words.ts'
import type { Actor } from '../../shared/actor.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { newId } from '../clock.ts'
import type { Writer } from '../db/engine.ts'
import { announce } from '../live/hints.ts'
import { appendTimeline } from '../timeline/store.ts'
import { refreshCustomerRisk } from './customer-risk-store.ts'
import { cooldownOf } from './settings-store.ts'
import {
  activeAlert,
  addEvidence,
  type AlertRow,
  type EvidenceRow,
  insertAlert,
  saveAlert,
  writerNames,
} from './store.ts'
import { showChange, tellAdmins } from './tell.ts'

/** Who raises: nobody but the analysis. */
const ANALYSIS: Actor = { type: 'job', job: 'alerts' }

/** A message that was found risky. */
export type Found = {
  id: string
  customerId: string | null
  contactId: string | null
  channel: string
  at: Instant
  /** The alert it is counted on already: it comes again where its risk has risen since. */
  alertId: string | null
  risk: MessageRisk
}

/**
 * Raises alerts for risky messages, or counts them on the active alert of their channel, in the caller's transaction:
 * when that commits, the alert is there, and whoever is to be told is told by the outbox. Messages of low risk are
 * passed over. The caller sees to it that no message comes twice.
 */
export async function raiseAlerts(
  tx: Writer,
  organizationId: string,
  messages: readonly Found[],
  now: Instant,
): Promise<{ raised: number }> {
  const cooldownMs = messages.length === 0 ? 0 : await cooldownOf(tx, organizationId)
  let raised = 0
  for (const message of messages) {
    const active = await activeAlert(tx, organizationId, message.channel)
    // What was raised once is raised once, also after its alert is closed.
    if (message.alertId !== null && message.alertId !== active?.id) continue
    if (active) await count(tx, active, message, { now, cooldownMs })
    else if (await open(tx, organizationId, message, now)) raised += 1
  }
  await refreshCustomerRisk(
    tx,
    organizationId,
    messages.map((one) => one.customerId),
    now,
  )
  return { raised }
}

async function open(tx: Writer, organizationId: string, message: Found, now: Instant): Promise<boolean> {
  const severity = severityOf(message.risk.riskLevel)
  if (severity === null) return false
  const { id: messageId, customerId, contactId, channel, at } = message
  const alert: AlertRow = {
    organizationId,
    id: newId(now),
    status: 'open',
    severity,
    channel,
    customerId,
    contactId,
    messageId,
    ...(await leading(tx, organizationId, message)),
    count: 1,
    createdAt: now,
    lastMessageAt: at,
    respondBy: respondBy(severity, now),
    notifiedAt: now,
    notifiedCount: 1,
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    closedAt: null,
    changedBy: ANALYSIS,
    changedAt: now,
    resolutionNotes: null,
    version: 1,
  }
  await insertAlert(tx, alert)
  await addEvidence(tx, [evidenceOf(alert, message)])
  await tellAdmins(tx, alert, now)
  await say(tx, alert, 'alert.raised', { severity, messageId }, now)
  return true
}

async function count(
  tx: Writer,
  before: AlertRow,
  message: Found,
  { now, cooldownMs }: { now: Instant; cooldownMs: number },
): Promise<void> {
  const severity = severityOf(message.risk.riskLevel)
  if (severity === null) return
  const isNew = message.alertId === null
  const { leads, tell, ...counted } = countOn(before, severity, { now, cooldownMs })
  if (!isNew && !leads) return
  const change: Partial<AlertRow> = {
    ...counted,
    count: before.count + (isNew ? 1 : 0),
    lastMessageAt: Math.max(before.lastMessageAt, message.at),
    ...(before.customerId === null && { customerId: message.customerId, contactId: message.contactId }),
    ...(leads && {
      messageId: message.id,
      respondBy: respondBy(severity, now),
      ...(await leading(tx, before.organizationId, message)),
    }),
    ...(tell !== null && { notifiedAt: now, notifiedCount: before.notifiedCount + 1 }),
  }
  // Nobody else writes: on SQLite there is one writer, on PostgreSQL the unit of work is begun anew.
  if (!(await saveAlert(tx, before, change))) throw new Error(`Alert ${before.id} changed within a unit of work`)
  const alert: AlertRow = { ...before, ...change, version: before.version + 1 }
  await addEvidence(tx, [evidenceOf(alert, message)])
  if (tell !== null) await tellAdmins(tx, alert, now)
  await showChange(tx, alert, now)
  const details = { severity: alert.severity, messageId: message.id, count: alert.count }
  await say(tx, alert, tell === 'severity' ? 'alert.rose' : 'alert.counted', details, now)
}

/** What the leading message gives an alert. */
async function leading(tx: Writer, organizationId: string, message: Found) {
  const { risk, channel } = message
  const writer = { ...(await writerNames(tx, organizationId, message)), channel }
  return {
    type: typeOf(risk.indicators),
    summary: summarise(writer, risk.indicators),
    indicators: risk.indicators,
    leadingTag: leadingIndicator(risk.indicators)?.tag ?? null,
    score: risk.score,
    suggestedAction: risk.suggestedAction,
  }
}

function evidenceOf(alert: AlertRow, { id, at, risk }: Found): EvidenceRow {
  const { riskLevel, score, indicators } = risk
  return { organizationId: alert.organizationId, alertId: alert.id, messageId: id, at, riskLevel, score, indicators }
}

async function say(
  tx: Writer,
  { organizationId, id, customerId }: AlertRow,
  type: string,
  details: Record<string, unknown>,
  now: Instant,
): Promise<void> {
  await appendTimeline(tx, organizationId, [{ subject: `alert:${id}`, type, actor: ANALYSIS, at: now, details }])
  tx.afterCommit(() => {
    announce(organizationId, { topic: 'alert', id })
    if (customerId !== null) announce(organizationId, { topic: 'customer', id: customerId })
  })
}
