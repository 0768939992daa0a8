import type { Kit } from '../kit.postgres.ts'
import type { Customers } from './customers.ts'
import type { People } from './people.ts'

/** How messages come in from Slack and by mail: what is known of conversations, of senders and of what arrived before. */
export function defineIntake(k: Kit, { organization }: People, { customer }: Customers) {
  /** A Slack conversation that Hoist's app is in. With a customer, it is theirs: whoever writes there writes for them. */
  const slackChannel = k.table(
    'slack_channel',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      /** Slack's id: `C…`, `G…` or `D…`. */
      id: k.text().notNull(),
      teamId: k.text().notNull(),
      kind: k.text().$type<'direct' | 'channel'>().notNull(),
      name: k.text(),
      /** Shared with another company (Slack Connect). */
      shared: k.boolean().notNull(),
      customerId: k.text(),
      /** Slack's time stamp up to which the history was read without a gap; null: never read. */
      readTs: k.text(),
      /** When the history was last asked for: the longest ago is next. */
      readAt: k.instant(),
      createdAt: k.instant().notNull(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.organizationId, t.id] }),
      k
        .foreignKey({
          columns: [t.organizationId, t.customerId],
          foreignColumns: [customer.organizationId, customer.id],
        })
        .onDelete('cascade'),
    ],
  )

  /** What came from Slack and was dealt with: an event or a press of a button that is sent again changes nothing. */
  const slackReceipt = k.table(
    'slack_receipt',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      id: k.text().notNull(),
      receivedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.id] }), k.index('slack_receipt_received').on(t.receivedAt)],
  )

  /** Who stands behind an address or a Slack user that no contact matches, as they call themselves. */
  const messageSender = k.table(
    'message_sender',
    {
      organizationId: k
        .text()
        .notNull()
        .references(() => organization.id),
      /** As `message.senderContact` has it. */
      sender: k.text().notNull(),
      name: k.text(),
      email: k.text(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.organizationId, t.sender] })],
  )

  /** The secret address at which an organization takes mail in. */
  const inboundEmail = k.table(
    'inbound_email',
    {
      organizationId: k
        .text()
        .primaryKey()
        .references(() => organization.id),
      /** SHA-256 of the secret, to find it by. */
      hash: k.text().notNull(),
      /** The secret itself, sealed, to show it to admins. */
      sealed: k.text().notNull(),
      createdAt: k.instant().notNull(),
      lastReceivedAt: k.instant(),
    },
    (t) => [k.uniqueIndex('inbound_email_hash').on(t.hash)],
  )

  return { slackChannel, slackReceipt, messageSender, inboundEmail }
}
