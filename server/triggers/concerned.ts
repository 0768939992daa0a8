import { parseSubject, RISK_LEVELS, subjectOf } from '../../shared/triggers/stored.ts'
import type { Reader } from '../db/engine.ts'
import { answered, type Candidate, flipping, known, latching, outdated, unknown } from './candidates.ts'
import type { DirtyRow } from './dirty-store.ts'
import { conversationOf, currentReading } from './facts-store.ts'

type Query = (conn: Reader, values: Values) => PromiseLike<Candidate[]>
type Values = { organizationId: string; subject: string; limit: number; [more: string]: unknown }

/**
 * Actions that what is known now of a marked subject may change, at most `limit`. One that was evaluated is not found
 * again, unless its evaluation changed nothing.
 */
export async function concernedBy(conn: Reader, row: DirtyRow, limit: number): Promise<Candidate[]> {
  const { organizationId, subject } = row
  const parsed = parseSubject(subject)
  const base = { organizationId, subject, limit }
  switch (parsed.kind) {
    case 'action':
      return [{ organizationId, flowActionId: parsed.flowActionId }]
    case 'analysis':
      return askingForRisk(conn, organizationId, parsed.customerId, limit)
    case 'metric': {
      const reading = await currentReading(conn, organizationId, parsed.customerId, parsed.metric)
      if (reading === null) return find(conn, [unknown, known], base)
      return find(conn, [unknown, ...flipping], { ...base, value: reading.value })
    }
    case 'reply': {
      const { lastInboundAt, lastOutboundAt } = await conversationOf(conn, organizationId, parsed.customerId)
      if (lastInboundAt === null) return find(conn, [unknown, known], base)
      const isAnswered = lastOutboundAt !== null && lastOutboundAt >= lastInboundAt
      if (isAnswered) return find(conn, [unknown, ...answered], base)
      return find(conn, [unknown, ...outdated], { ...base, inboundAt: lastInboundAt })
    }
    case 'happening':
      return find(conn, [unknown, latching], { ...base, lastAt: row.lastAt })
  }
}

/** One query after the other, until they have found `limit`. */
async function find(conn: Reader, queries: readonly Query[], values: Values): Promise<Candidate[]> {
  const found: Candidate[] = []
  for (const query of queries) {
    found.push(...(await query(conn, values)))
    if (found.length >= values.limit) break
  }
  return found
}

async function askingForRisk(
  conn: Reader,
  organizationId: string,
  customerId: string,
  limit: number,
): Promise<Candidate[]> {
  const found: Candidate[] = []
  for (const level of RISK_LEVELS) {
    const subject = subjectOf.message(customerId, level)
    found.push(...(await find(conn, [unknown, known], { organizationId, subject, limit })))
  }
  return found
}
