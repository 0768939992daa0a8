import type { Reader } from '../db/engine.ts'
import { findCustomers } from '../customers/store.ts'
import { type EventFilter, listRuleEvents } from './event-store.ts'
import { byOf, type RuleEventView } from './present.ts'
import { requireRule } from './service.ts'

/** What a rule did and what was changed of it, as far as it fits, newest first. Throws not_found. */
export async function ruleHistory(
  conn: Reader,
  organizationId: string,
  ruleId: string,
  { cursor, ...filter }: EventFilter & { cursor?: string | undefined },
): Promise<{ events: RuleEventView[]; nextCursor: string | null }> {
  const rule = await requireRule(conn, organizationId, ruleId)
  const { events, nextCursor } = await listRuleEvents(conn, organizationId, { ruleId, ...filter }, cursor)
  const customers = await findCustomers(
    conn,
    organizationId,
    events.flatMap(({ customerId }) => customerId ?? []),
  )
  return {
    events: events.map(({ organizationId: _, actor, ...event }) => ({
      ...event,
      by: byOf(actor),
      customerName: customers.get(event.customerId ?? '')?.name ?? null,
      ruleName: rule.name,
    })),
    nextCursor,
  }
}
