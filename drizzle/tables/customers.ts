import { sql } from 'drizzle-orm'
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
      analysedAt: k.instant(),
      scannedAt: k.instant(),
      riskLevel: k.text().$type<'low' | 'medium' | 'high' | 'critical'>(),
      alertId: k.text(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k.uniqueIndex('message_external').on(t.organizationId, t.externalId),
      k.index('message_customer').on(t.organizationId, t.customerId, t.at),
      k.index('message_unmapped').on(t.organizationId, t.at).where(sql`${t.customerId} is null`),
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
      k.index('signal_customer').on(t.organizationId, t.customerId, t.at),
    ],
  )

  return { customer, customerMetric, factChange, contact, message, signal }
}
