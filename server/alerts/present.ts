import { personOf } from '../../shared/actor.ts'
import { slackLink } from '../../shared/alerts/deep-link.ts'
import type { AlertView } from '../../shared/alerts/view.ts'
import { toIso } from '../../shared/time/instant.ts'
import type { NamedAlert } from './list-store.ts'

/** As much of a message as a card can show; the conversation has the whole. */
const SHOWN = 2_000

/** An alert as screens show it. */
export function alertView(alert: NamedAlert): AlertView {
  const { customerId, contactId, messageExternalId } = alert
  return {
    id: alert.id,
    severity: alert.severity,
    status: alert.status,
    type: alert.type,
    customer:
      customerId === null
        ? null
        : { id: customerId, externalId: alert.customerExternalId, name: alert.customerName ?? '' },
    contact: contactId === null || alert.contactName === null ? null : { id: contactId, name: alert.contactName },
    channel: alert.channel,
    summary: alert.summary,
    messageId: alert.messageId,
    text: alert.messageText?.slice(0, SHOWN).toWellFormed() ?? null,
    score: alert.score,
    indicators: alert.indicators,
    suggestedAction: alert.suggestedAction,
    deepLink: slackLink(alert.channel, messageExternalId ?? ''),
    count: alert.count,
    createdAt: alert.createdAt,
    respondBy: alert.respondBy,
    acknowledgedAt: alert.acknowledgedAt,
    acknowledgedBy: alert.acknowledgedBy && personOf(alert.acknowledgedBy),
    resolvedAt: alert.resolvedAt,
    resolutionNotes: alert.resolutionNotes,
    changedBy: personOf(alert.changedBy),
    changedAt: alert.changedAt,
    lastMessageAt: alert.lastMessageAt,
  }
}

/** An alert as REST writes it. */
export function alertWire(row: NamedAlert) {
  const alert = alertView(row)
  return {
    id: alert.id,
    severity: alert.severity,
    status: alert.status,
    type: alert.type,
    customer: alert.customer,
    contact: alert.contact,
    channel: alert.channel,
    summary: alert.summary,
    indicators: alert.indicators,
    suggestedAction: alert.suggestedAction,
    deepLink: alert.deepLink,
    count: alert.count,
    createdAt: toIso(alert.createdAt),
    acknowledgedAt: toIso(alert.acknowledgedAt),
    acknowledgedBy: alert.acknowledgedBy,
    resolvedAt: toIso(alert.resolvedAt),
    resolutionNotes: alert.resolutionNotes,
  }
}
