import { and, desc, eq, inArray } from 'drizzle-orm'
import type { RiskyMessage } from '../../shared/alerts/view.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { RiskLevel } from '../../shared/triggers/stored.ts'
import type { Reader } from '../db/engine.ts'
import { listEvidence } from './store.ts'

type Whose = { organizationId: string; id: string; customerId: string | null }

/** The latest messages of an alert's customer, or what it rests on where nobody knows whose they are; the newest first. */
export async function conversationOf(conn: Reader, alert: Whose, limit: number): Promise<RiskyMessage[]> {
  const { message, contact, alertLabel } = conn.t
  const { organizationId, customerId, id } = alert
  const which =
    customerId !== null
      ? eq(message.customerId, customerId)
      : inArray(
          message.id,
          (await listEvidence(conn, organizationId, id)).map((one) => one.messageId),
        )
  const rows = await conn
    .select({
      id: message.id,
      channel: message.channel,
      direction: message.direction,
      contactName: contact.name,
      text: message.text,
      at: message.at,
      riskLevel: message.riskLevel,
      score: message.score,
      indicators: message.indicators,
      engine: message.engine,
      opinion: message.opinion,
      alertId: message.alertId,
      verdict: alertLabel.verdict,
    })
    .from(message)
    .leftJoin(contact, and(eq(contact.organizationId, message.organizationId), eq(contact.id, message.contactId)))
    .leftJoin(
      alertLabel,
      and(eq(alertLabel.organizationId, message.organizationId), eq(alertLabel.messageId, message.id)),
    )
    .where(and(eq(message.organizationId, organizationId), which))
    .orderBy(desc(message.at), desc(message.id))
    .limit(limit)
  return rows.map((row) => ({ ...row, indicators: row.indicators ?? [] }))
}

export type RiskPoint = { messageId: string; at: Instant; score: number; riskLevel: RiskLevel }

/** How risky a customer's messages were over time, the oldest first: at most the latest `limit`. */
export async function riskOverTime(conn: Reader, alert: Whose, limit: number): Promise<RiskPoint[]> {
  const { message } = conn.t
  const { organizationId, customerId } = alert
  if (customerId === null) return []
  const rows = await conn
    .select({ messageId: message.id, at: message.at, score: message.score, riskLevel: message.riskLevel })
    .from(message)
    .where(
      and(
        eq(message.organizationId, organizationId),
        eq(message.customerId, customerId),
        eq(message.direction, 'inbound'),
      ),
    )
    .orderBy(desc(message.at), desc(message.id))
    .limit(limit)
  return rows
    .reverse()
    .flatMap(({ score, riskLevel, ...row }) =>
      score === null || riskLevel === null ? [] : [{ ...row, score, riskLevel }],
    )
}
