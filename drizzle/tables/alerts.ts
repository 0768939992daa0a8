import { sql } from 'drizzle-orm'
import type { Actor } from '../../shared/actor.ts'
import type {
  AlertStatus,
  AlertType,
  ProposalChange,
  ProposalState,
  Severity,
  Verdict,
} from '../../shared/alerts/schema.ts'
import type { Indicator } from '../../shared/alerts/risk.ts'
import type { RiskException, RiskPhrase } from '../../shared/risk/schema.ts'
import type { RiskLevel } from '../../shared/triggers/stored.ts'
import type { Kit } from '../kit.postgres.ts'
import type { Customers } from './customers.ts'
import type { People } from './people.ts'

/** Findings somebody must look at, what they rest on, and what people said of them. */
export function defineAlerts(k: Kit, { organization }: People, { customer }: Customers) {
  const alert = k.table(
    'alert',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      type: k.text().$type<AlertType>().notNull(),
      severity: k.text().$type<Severity>().notNull(),
      status: k.text().$type<AlertStatus>().notNull(),
      channel: k.text().notNull(),
      /** Null while nobody has said whose the sender is. */
      customerId: k.text(),
      contactId: k.text(),
      /** The leading message: the first that was so severe. */
      messageId: k.text().notNull(),
      summary: k.text().notNull(),
      /** Of the leading message. */
      indicators: k.json<Indicator[]>().notNull(),
      /** Tag of the indicator that weighs most; null where none does. */
      leadingTag: k.text(),
      score: k.real().notNull(),
      suggestedAction: k.text().notNull(),
      /** Messages counted on it. */
      count: k.integer().notNull(),
      createdAt: k.instant().notNull(),
      /** Of the latest message counted on it: when it was written. */
      lastMessageAt: k.instant().notNull(),
      /** Response target; null where there is none. */
      respondBy: k.instant(),
      /** When people were last told of it, and how often. */
      notifiedAt: k.instant().notNull(),
      notifiedCount: k.integer().notNull(),
      acknowledgedAt: k.instant(),
      acknowledgedBy: k.json<Actor>(),
      resolvedAt: k.instant(),
      /** Set while it is resolved or a false positive: at most one alert of a channel has none. */
      closedAt: k.instant(),
      /** Who brought it into its status last, and when. */
      changedBy: k.json<Actor>().notNull(),
      changedAt: k.instant().notNull(),
      resolutionNotes: k.text(),
      /** The compare-and-set of every transition. */
      version: k.integer().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      // At most one open or acknowledged alert a channel, held by the database.
      k.uniqueIndex('alert_active').on(t.organizationId, t.channel).where(sql`${t.closedAt} is null`),
      k.index('alert_created').on(t.organizationId, t.createdAt, t.id),
      k.index('alert_status').on(t.organizationId, t.status, t.severity),
      k.index('alert_customer').on(t.organizationId, t.customerId, t.createdAt),
      k.foreignKey({
        columns: [t.organizationId, t.customerId],
        foreignColumns: [customer.organizationId, customer.id],
      }),
    ],
  )

  /** What an alert rests on. It outlives the message: the quotes stay when old messages are forgotten. */
  const alertMessage = k.table(
    'alert_message',
    {
      organizationId: k.text().notNull(),
      alertId: k.text().notNull(),
      messageId: k.text().notNull(),
      at: k.instant().notNull(),
      riskLevel: k.text().$type<RiskLevel>().notNull(),
      score: k.real().notNull(),
      indicators: k.json<Indicator[]>().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.alertId, t.messageId] }),
      k
        .foreignKey({ columns: [t.organizationId, t.alertId], foreignColumns: [alert.organizationId, alert.id] })
        .onDelete('cascade'),
    ],
  )

  /** What people said of what the analysis found in a message: the latest word of each message. */
  const alertLabel = k.table(
    'alert_label',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      messageId: k.text().notNull(),
      alertId: k.text(),
      verdict: k.text().$type<Verdict>().notNull(),
      reason: k.text(),
      /** For `missed`: how risky it was. */
      missedRisk: k.text().$type<RiskLevel>(),
      /** As the analysis had it. */
      riskLevel: k.text().$type<RiskLevel>().notNull(),
      score: k.real().notNull(),
      indicators: k.json<Indicator[]>().notNull(),
      createdBy: k.json<Actor>().notNull(),
      createdAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.messageId] }),
      k.index('alert_label_created').on(t.organizationId, t.createdAt),
    ],
  )

  /** A change of the analysis that the labels speak for. */
  const alertProposal = k.table(
    'alert_proposal',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      state: k.text().$type<ProposalState>().notNull(),
      change: k.json<ProposalChange>().notNull(),
      createdAt: k.instant().notNull(),
      decidedAt: k.instant(),
      decidedBy: k.json<Actor>(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.index('alert_proposal_state').on(t.organizationId, t.state),
    ],
  )

  /** How an organization is alerted; without a row everything is as usual. */
  const alertSetting = k.table('alert_setting', {
    organizationId: k
      .text()
      .primaryKey()
      .references(() => organization.id),
    cooldownHours: k.real().notNull(),
    /** An OpenAI-compatible endpoint that gives a second opinion and drafts replies; null: none. */
    modelUrl: k.text(),
    modelName: k.text(),
    /** Its key, sealed with the installation's secret. */
    modelKeySealed: k.text(),
    /** Words that the organization looks for itself, and words that mean nothing there; null: none. */
    phrases: k.json<RiskPhrase[]>(),
    exceptions: k.json<RiskException[]>(),
    /** Start of the latest scan that was finished; null before the first. */
    scannedAt: k.instant(),
    updatedAt: k.instant().notNull(),
  })

  return { alert, alertMessage, alertLabel, alertProposal, alertSetting }
}
