import { and, asc, eq, gte, lte } from 'drizzle-orm'
import type { Person } from '../../../shared/actor.ts'
import type { Firing } from '../../../shared/rules/replay.ts'
import { DAY, type Instant } from '../../../shared/time/instant.ts'
import { localCalendar } from '../../../shared/time/zone.ts'
import { findCustomers } from '../../customers/store.ts'
import type { Reader } from '../../db/engine.ts'
import { ruleNames } from '../store.ts'

/** What a rule would have done. */
export type Result = {
  from: Instant
  to: Instant
  /** The first thousands, in the order in which they would have happened; `count` is how many in all. */
  firings: {
    at: Instant
    workflowId: string
    customerId: string
    customerName: string
    recipient: Person
    explanation: string
  }[]
  count: number
  /** Firings by person and week; a week is called by its Monday in the organization's zone. */
  perPersonWeek: { userId: string; name: string; week: string; count: number }[]
  /** Rules that are on now and match at the same places: how often both did, and how often the other won. */
  overlap: { ruleId: string; name: string; both: number; lostTo: number }[]
  /** Against the rule as it is saved, or against what it really did then. */
  difference: { against: 'saved' | 'live' | 'nothing'; added: number; removed: number; same: number }
  /** False: nothing is known of what the rule reads; the firings say nothing then. */
  hasHistory: boolean
  /** Since when the facts that it reads are on record. */
  historyFrom: Instant | null
  /** How many facts were looked at. */
  facts: number
}

const MOST_FIRINGS = 5_000

export type Found = {
  organizationId: string
  zone: string
  from: Instant
  to: Instant
  firings: readonly Firing[]
  compared: readonly { workflowId: string; at: Instant }[]
  against: Result['difference']['against']
  lost: ReadonlyMap<string, number>
  ruleId: string
  historyFrom: Instant | null
  facts: number
}

/** The escalations that a rule really started by itself. */
export async function appliedBy(
  conn: Reader,
  organizationId: string,
  ruleId: string,
  { from, to }: { from: Instant; to: Instant },
): Promise<{ workflowId: string; at: Instant }[]> {
  const { ruleEvent: t } = conn.t
  const rows = await conn
    .select({ workflowId: t.workflowId, at: t.at })
    .from(t)
    .where(
      and(
        eq(t.organizationId, organizationId),
        eq(t.ruleId, ruleId),
        eq(t.type, 'applied'),
        gte(t.at, from),
        lte(t.at, to),
      ),
    )
    .orderBy(asc(t.at))
  return rows.map(({ workflowId, at }) => ({ workflowId: workflowId ?? '', at }))
}

export async function resultOf(conn: Reader, found: Found): Promise<Result> {
  const { organizationId, firings, from, to, historyFrom, facts } = found
  const shown = firings.slice(0, MOST_FIRINGS)
  const customers = await findCustomers(conn, organizationId, new Set(shown.map(({ customerId }) => customerId)))
  return {
    from,
    to,
    firings: shown.map(({ at, workflowId, customerId, recipient, explanation }) => ({
      at,
      workflowId,
      customerId,
      customerName: customers.get(customerId)?.name ?? '',
      recipient,
      explanation,
    })),
    count: firings.length,
    perPersonWeek: perPersonWeek(firings, found.zone),
    overlap: await overlapOf(conn, found),
    difference: { against: found.against, ...differenceOf(firings, found.compared) },
    hasHistory: historyFrom !== null && historyFrom <= to,
    historyFrom,
    facts,
  }
}

function perPersonWeek(firings: readonly Firing[], zone: string): Result['perPersonWeek'] {
  const rows = new Map<string, Result['perPersonWeek'][number]>()
  for (const { at, recipient } of firings) {
    const { day, weekday } = localCalendar(at, zone)
    const week = new Date(Date.parse(`${day}T00:00:00Z`) - (weekday - 1) * DAY).toISOString().slice(0, 10)
    const row = rows.get(`${recipient.userId} ${week}`) ?? { ...recipient, week, count: 0 }
    row.count += 1
    rows.set(`${recipient.userId} ${week}`, row)
  }
  return [...rows.values()].sort((a, b) => (a.week < b.week ? -1 : a.week > b.week ? 1 : b.count - a.count))
}

async function overlapOf(conn: Reader, { organizationId, firings, lost, ruleId }: Found): Promise<Result['overlap']> {
  const both = new Map<string, number>()
  for (const { others } of firings) for (const other of others) both.set(other, (both.get(other) ?? 0) + 1)
  const winners = [...lost].flatMap(([key, count]) => {
    const [loser, winner] = key.split(' ')
    return loser === ruleId && winner !== undefined ? [[winner, count] as const] : []
  })
  const lostTo = new Map(winners)
  const ids = [...new Set([...both.keys(), ...lostTo.keys()])]
  const names = await ruleNames(conn, organizationId, ids)
  return ids.map((id) => ({
    ruleId: id,
    name: names.get(id) ?? '',
    both: both.get(id) ?? 0,
    lostTo: lostTo.get(id) ?? 0,
  }))
}

type Brief = { workflowId: string; at: Instant }

/** Firings on the same workflow within a minute of each other are the same one. */
function differenceOf(firings: readonly Brief[], compared: readonly Brief[]) {
  const left = Map.groupBy(compared, ({ workflowId }) => workflowId)
  let same = 0
  for (const { workflowId, at } of firings) {
    const others = left.get(workflowId) ?? []
    const found = others.findIndex((one) => Math.abs(one.at - at) <= 60_000)
    if (found === -1) continue
    left.set(workflowId, others.toSpliced(found, 1))
    same += 1
  }
  return { added: firings.length - same, removed: compared.length - same, same }
}
