import type { Person } from '../actor.ts'
import type { Instant } from '../time/instant.ts'
import type { RiskLevel } from '../triggers/stored.ts'
import type { Indicator, Opinion } from './risk.ts'
import type { AlertStatus, AlertType, Severity } from './schema.ts'

/** An alert as screens show it; REST writes the same with instants in ISO 8601. */
export type AlertView = {
  id: string
  severity: Severity
  status: AlertStatus
  type: AlertType
  customer: { id: string; externalId: string | null; name: string } | null
  contact: { id: string; name: string } | null
  channel: string
  summary: string
  messageId: string
  /** How the leading message begins, a few thousand characters at most; null where it is no longer kept. */
  text: string | null
  /** 0 to 100, of the leading message. */
  score: number
  /** Of the leading message. */
  indicators: Indicator[]
  suggestedAction: string
  /** Opens the leading message in Slack; null where it did not come from there. */
  deepLink: string | null
  /** Messages counted on it. */
  count: number
  createdAt: Instant
  /** By when somebody should have acknowledged it; null where there is no target. */
  respondBy: Instant | null
  acknowledgedAt: Instant | null
  acknowledgedBy: Person | null
  resolvedAt: Instant | null
  resolutionNotes: string | null
  /** Who brought it into its status; null where nobody has touched it yet. */
  changedBy: Person | null
  changedAt: Instant
  lastMessageAt: Instant
}

/** A message of the customer's conversation, with what the analysis says of it. */
export type RiskyMessage = {
  id: string
  channel: string
  direction: 'inbound' | 'outbound'
  contactName: string | null
  text: string
  at: Instant
  riskLevel: RiskLevel | null
  score: number | null
  indicators: Indicator[]
  engine: string | null
  opinion: Opinion | null
  /** The alert it is counted on. */
  alertId: string | null
  /** What somebody said of what was found. */
  verdict: 'false_positive' | 'confirmed' | 'missed' | null
}
