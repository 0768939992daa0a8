import { setImmediate as turn } from 'node:timers/promises'
import type { MessageRisk } from '../../shared/alerts/risk.ts'
import type { ReadMessage } from '../../shared/messages/read.ts'
import { DAY, type Instant } from '../../shared/time/instant.ts'
import { analyserOf } from '../alerts/analysis.ts'
import { refreshCustomerRisk } from '../alerts/customer-risk-store.ts'
import { raiseAlerts } from '../alerts/raise.ts'
import { riskOf } from '../alerts/risk-of.ts'
import { getAlertSetting } from '../alerts/settings-store.ts'
import { newId } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Writer } from '../db/engine.ts'
import type { Sender } from './senders.ts'
import type { MessageRow } from './store.ts'

/** Messages analysed before the event loop gets its turn. */
const AT_ONCE = 8
/** How long ago a critical message may have been written to be alerted when it comes. */
const STILL_NEWS = DAY

/** What is known of a batch of messages when they arrive. */
export type Arrival = {
  /** By the messages' own ids; our answers are not in it. */
  risks: ReadonlyMap<string, MessageRisk>
  /** A language model is to be asked as well. */
  opinions: boolean
  /** Long over: nobody is alerted. */
  isImport: boolean
  receivedAt: Instant
}

/** Analyses what customers wrote, before any unit of work. */
export async function arrivalOf(
  { db }: Context,
  organizationId: string,
  messages: readonly ReadMessage[],
  { isImport, receivedAt }: { isImport: boolean; receivedAt: Instant },
): Promise<Arrival> {
  const risks = new Map<string, MessageRisk>()
  const written = messages.filter((one) => one.direction === 'inbound')
  if (written.length === 0) return { risks, opinions: false, isImport, receivedAt }
  const analyse = await analyserOf(db.read, organizationId)
  for (const [at, { id, text }] of written.entries()) {
    if (at > 0 && at % AT_ONCE === 0) await turn()
    risks.set(id, analyse(text))
  }
  const { modelUrl } = await getAlertSetting(db.read, organizationId)
  return { risks, opinions: modelUrl !== null && !isImport, isImport, receivedAt }
}

/** A critical message raises an alert in the unit of work that stores it; the rest waits for the scanner. */
export async function alertAtOnce(
  tx: Writer,
  organizationId: string,
  rows: readonly MessageRow[],
  { isImport, receivedAt }: Arrival,
): Promise<void> {
  const critical = rows.flatMap((row) => {
    const risk = row.riskLevel === 'critical' && !isImport ? riskOf(row) : null
    return risk && row.at >= receivedAt - STILL_NEWS ? [{ ...row, risk }] : []
  })
  const inbound = rows.filter((row) => row.direction === 'inbound').map((row) => row.customerId)
  if (critical.length > 0) await raiseAlerts(tx, organizationId, critical, receivedAt)
  await refreshCustomerRisk(tx, organizationId, inbound, receivedAt)
}

export function rowOf(
  organizationId: string,
  message: ReadMessage,
  sender: Sender,
  { risks, opinions, isImport, receivedAt }: Arrival,
): MessageRow {
  const risk = risks.get(message.id)
  return {
    ...sender,
    organizationId,
    id: newId(receivedAt),
    externalId: message.id,
    senderCustomer: message.customer ?? null,
    senderContact: message.contact ?? null,
    channel: message.channel,
    direction: message.direction,
    text: message.text,
    at: message.at,
    receivedAt,
    ...(risk ? { ...risk, analysedAt: receivedAt } : NOT_ANALYSED),
    opinion: null,
    opinionDueAt: risk && opinions ? receivedAt : null,
    scannedAt: isImport ? receivedAt : null,
    alertId: null,
  }
}

const NOT_ANALYSED = {
  analysedAt: null,
  riskLevel: null,
  score: null,
  confidence: null,
  tone: null,
  indicators: null,
  suggestedAction: null,
  engine: null,
}
