import { and, eq, sql } from 'drizzle-orm'
import { worstOf } from '../../shared/alerts/risk.ts'
import type { Instant } from '../../shared/time/instant.ts'
import type { RiskLevel } from '../../shared/triggers/stored.ts'
import type { Writer } from '../db/engine.ts'
import { selectIn } from '../db/select-in.ts'
import { appendFacts, type FactRow } from '../facts/store.ts'

/**
 * Brings what is known of customers' risk up to date after a message or an alert of theirs changed: the worse of what
 * their latest analysed message was found to be and of their active alerts, and how many of those there are. What has
 * changed becomes history.
 */
export async function refreshCustomerRisk(
  tx: Writer,
  organizationId: string,
  customerIds: Iterable<string | null>,
  now: Instant,
): Promise<void> {
  const ids = [...new Set(customerIds)].filter((id) => id !== null)
  const facts: FactRow[] = []
  for (const row of await currentRisk(tx, organizationId, ids)) {
    const riskLevel = worstOf([row.latest, ...RANKED.slice(0, Number(row.worst ?? 0)).slice(-1)])
    const openAlerts = Number(row.active)
    const subject = `customer:${row.id}`
    const when = { at: now, receivedAt: now }
    if (riskLevel !== row.riskLevel) facts.push({ subject, field: 'risk_level', value: riskLevel, ...when })
    if (openAlerts !== row.openAlerts) facts.push({ subject, field: 'open_alerts', value: openAlerts, ...when })
    if (riskLevel === row.riskLevel && openAlerts === row.openAlerts) continue
    await setStatement(tx).execute({ organizationId, id: row.id, riskLevel, openAlerts })
  }
  if (facts.length > 0) await appendFacts(tx, organizationId, facts)
}

const RANKED: readonly RiskLevel[] = ['medium', 'high', 'critical']

function currentRisk(tx: Writer, organizationId: string, ids: readonly string[]) {
  return selectIn(tx, 'risk of customers', ids, { organizationId }, (c, list) => {
    const { customer, message, alert } = c.t
    const own = sql`${message.organizationId} = ${customer.organizationId} and ${message.customerId} = ${customer.id}`
    const active = sql`${alert.organizationId} = ${customer.organizationId} and ${alert.customerId} = ${customer.id} and ${alert.closedAt} is null`
    return c
      .select({
        id: customer.id,
        riskLevel: customer.riskLevel,
        openAlerts: customer.openAlerts,
        latest: sql<RiskLevel | null>`(select ${message.riskLevel} from ${message} where ${own} and ${message.direction} = 'inbound' and ${message.analysedAt} is not null order by ${message.at} desc, ${message.id} desc limit 1)`,
        active: sql<number>`(select count(*) from ${alert} where ${active})`,
        worst: sql<
          number | null
        >`(select max(case ${alert.severity} when 'critical' then 3 when 'high' then 2 else 1 end) from ${alert} where ${active})`,
      })
      .from(customer)
      .where(and(eq(customer.organizationId, sql.placeholder('organizationId')), sql`${customer.id} in (${list})`))
  })
}

function setStatement(tx: Writer) {
  return tx.prepared('customer risk', (c) => {
    const { customer } = c.t
    return c
      .update(customer)
      .set({ riskLevel: sql`${sql.placeholder('riskLevel')}`, openAlerts: sql`${sql.placeholder('openAlerts')}` })
      .where(
        and(eq(customer.organizationId, sql.placeholder('organizationId')), eq(customer.id, sql.placeholder('id'))),
      )
      .returning({ id: customer.id })
  })
}
