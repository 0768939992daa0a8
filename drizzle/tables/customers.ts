import { sql } from 'drizzle-orm'
import type { Indicator, Opinion } from '../../shared/alerts/risk.ts'
import type { RiskLevel } from '../../shared/triggers/stored.ts'
import type { Kit } from '../kit.postgres.ts'
import type { People } from './people.ts'

export type Customers = ReturnType<typeof defineCustomers>

/** Client companies, what is known of them, their people, and what came in about them. */
export function defineCustomers(k: Kit, { organization, member }: People) {
  const customer = k.table(
    'customer',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      externalId: k.text(),
      name: k.text().notNull(),
      nameSort: k.text().notNull(),
      segment: k.text(),
      tags: k.json<string[]>().notNull(),
      timeZone: k.text(),
      renewalAt: k.instant(),
      properties: k.json<Record<string, string | number | boolean>>().notNull(),
      ownerId: k.text(),
      /** Latest login by when it was, not by when it was heard of. */
      lastLoginAt: k.instant(),
      /** Latest inbound message, and latest outbound one: `no_reply_for` compares them. */
      lastInboundAt: k.instant(),
      lastOutboundAt: k.instant(),
      /** The worse of what the latest inbound message was found to be and of what is alerted; null before the first analysis. */
      riskLevel: k.text().$type<RiskLevel>(),
      /** Alerts that are open or acknowledged. */
      openAlerts: k.integer().notNull().default(0),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.uniqueIndex('customer_external').on(t.organizationId, t.externalId),
      k.index('customer_name').on(t.organizationId, t.nameSort, t.id),
      k.foreignKey({
        columns: [t.organizationId, t.ownerId],
        foreignColumns: [member.organizationId, member.userId],
      }),
    ],
  )

  /** The reading with the greatest `at` for each metric. */
  const customerMetric = k.table(
    'customer_metric',
    {
      organizationId: k.text().notNull(),
      customerId: k.text().notNull(),
      metric: k.text().notNull(),
      value: k.real().notNull(),
      /** Value of the reading before, for "fell from 58 to 41". */
      previousValue: k.real(),
      at: k.instant().notNull(),
      receivedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.customerId, t.metric] }),
      k
        .foreignKey({
          columns: [t.organizationId, t.customerId],
          foreignColumns: [customer.organizationId, customer.id],
        })
        .onDelete('cascade'),
    ],
  )

  /** Append-only: every fact that rules, charts or backtests read. `subject` is `customer:<id>` or `workflow:<id>`. */
  const factChange = k.table(
    'fact_change',
    {
      organizationId: k.text().notNull(),
      id: k.text().notNull(),
      subject: k.text().notNull(),
      /** `metric:<name>`, or a fact's name such as `login`, `segment`, `status`, `dueAt`. */
      field: k.text().notNull(),
      value: k.json<string | number | boolean | string[] | null>(),
      at: k.instant().notNull(),
      receivedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.index('fact_change_subject').on(t.organizationId, t.subject, t.field, t.at),
      k.index('fact_change_received').on(t.organizationId, t.receivedAt),
    ],
  )

  const contact = k.table(
    'contact',
    {
      organizationId: k.text().notNull(),
      id: k.text().notNull(),
      externalId: k.text(),
      customerId: k.text().notNull(),
      name: k.text().notNull(),
      nameSort: k.text().notNull(),
      email: k.text(),
      slackUserId: k.text(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.uniqueIndex('contact_external').on(t.organizationId, t.externalId),
      k.index('contact_customer').on(t.organizationId, t.customerId, t.nameSort),
      k.index('contact_email').on(t.organizationId, t.email),
      k.index('contact_slack').on(t.organizationId, t.slackUserId),
      k
        .foreignKey({
          columns: [t.organizationId, t.customerId],
          foreignColumns: [customer.organizationId, customer.id],
        })
        .onDelete('cascade'),
    ],
  )

  /** A client's writing or our answer to it. `customerId` is null while nobody has said whose the sender is. */
  const message = k.table(
    'message',
    {
      organizationId: k.text().notNull(),
      id: k.text().notNull(),
      externalId: k.text().notNull(),
      customerId: k.text(),
      contactId: k.text(),
      /** The customer and contact ids as sent, kept for later mapping. */
      senderCustomer: k.text(),
      senderContact: k.text(),
      channel: k.text().notNull(),
      direction: k.text().$type<'inbound' | 'outbound'>().notNull(),
      text: k.text().notNull(),
      at: k.instant().notNull(),
      receivedAt: k.instant().notNull(),
      /** When it was analysed, and what was found: null together. */
      analysedAt: k.instant(),
      riskLevel: k.text().$type<RiskLevel>(),
      score: k.real(),
      confidence: k.real(),
      tone: k.text(),
      indicators: k.json<Indicator[]>(),
      suggestedAction: k.text(),
      engine: k.text(),
      /** What the language model said of it; null where none was asked or none has answered yet. */
      opinion: k.json<Opinion>(),
      /** When the language model is to be asked (again). */
      opinionDueAt: k.instant(),
      /** When the scanner saw it in context: once. */
      scannedAt: k.instant(),
      /** The alert it is counted on. */
      alertId: k.text(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.uniqueIndex('message_external').on(t.organizationId, t.externalId),
      k.index('message_customer').on(t.organizationId, t.customerId, t.at),
      k.index('message_unmapped').on(t.organizationId, t.at).where(sql`${t.customerId} is null`),
      // What the scanner has to see, in the order in which it was written.
      k
        .index('message_unscanned')
        .on(t.organizationId, t.at, t.id)
        .where(sql`${t.scannedAt} is null and ${t.direction} = 'inbound' and ${t.customerId} is not null`),
      // Two of these in a day are an alert.
      k
        .index('message_medium')
        .on(t.organizationId, t.channel, t.at)
        .where(sql`${t.riskLevel} = 'medium' and ${t.alertId} is null`),
      k.index('message_opinion_due').on(t.opinionDueAt).where(sql`${t.opinionDueAt} is not null`),
      k.foreignKey({
        columns: [t.organizationId, t.customerId],
        foreignColumns: [customer.organizationId, customer.id],
      }),
    ],
  )

  /** Idempotency and audit of what was accepted at the signal door: `externalId` is the sender's id. */
  const signal = k.table(
    'signal',
    {
      organizationId: k.text().notNull(),
      externalId: k.text().notNull(),
      type: k.text().$type<'customer_login' | 'metric' | 'workflow_action_completed' | 'manual_event'>().notNull(),
      customerId: k.text(),
      workflowId: k.text(),
      metric: k.text(),
      value: k.real(),
      actionId: k.text(),
      eventKey: k.text(),
      at: k.instant().notNull(),
      receivedAt: k.instant().notNull(),
      /** Older than an hour on arrival, or imported: stored, but it latches nothing. */
      history: k.boolean().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.externalId] }),
      // What is old enough to be forgotten.
      k.index('signal_received').on(t.organizationId, t.receivedAt),
      k.index('signal_customer').on(t.organizationId, t.customerId, t.at),
    ],
  )

  return { customer, customerMetric, factChange, contact, message, signal }
}
