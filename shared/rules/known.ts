import type { PropertyValue } from '../customers/schema.ts'
import { addDays, daysSince } from '../time/days.ts'
import type { Instant } from '../time/instant.ts'
import type { Condition } from './condition.ts'
import { leavesOf } from './condition.ts'
import { metricOf, propertyOf } from './fields.ts'
import { type FactValue, STALE } from './match.ts'

/** What is known of a workflow and its customer, as rules read it. */
export type Known = {
  segment: string | null
  tags: readonly string[]
  properties: Readonly<Record<string, PropertyValue>>
  renewalAt: Instant | null
  lastLoginAt: Instant | null
  riskLevel: string | null
  openAlerts: number | null
  metrics: ReadonlyMap<string, { value: number; at: Instant }>
  definition: string | null
  status: string
  statusChangedAt: Instant
  priority: string
  dueAt: Instant | null
}

export type Moment = {
  now: Instant
  /** IANA zone of the organization: its days count. */
  zone: string
  /** Metric → milliseconds after which a reading is too old to be believed. */
  freshness: ReadonlyMap<string, number>
}

type ReadFact = (known: Known, moment: Moment) => FactValue

/** Fields that flip by themselves: from which instant they count days, and in which direction. */
const COUNTED = new Map<string, { from: (known: Known) => Instant | null; sign: 1 | -1 }>([
  ['overdue_days', { from: (known) => known.dueAt, sign: 1 }],
  ['days_in_status', { from: (known) => known.statusChangedAt, sign: 1 }],
  ['last_login_days', { from: (known) => known.lastLoginAt, sign: 1 }],
  ['renewal_in_days', { from: (known) => known.renewalAt, sign: -1 }],
])

const PLAIN = new Map<string, ReadFact>([
  ['customer.segment', (known) => known.segment],
  ['customer.tags', (known) => known.tags],
  ['workflow.definition', (known) => known.definition],
  ['workflow.status', (known) => known.status],
  ['workflow.priority', (known) => known.priority],
  ['risk_level', (known) => known.riskLevel],
  ['open_alerts', (known) => known.openAlerts],
])

function readerOf(field: string): ReadFact {
  const plain = PLAIN.get(field)
  if (plain) return plain
  const counted = COUNTED.get(field)
  if (counted)
    return (known, { now, zone }) => {
      const from = counted.from(known)
      return from === null ? null : counted.sign * daysSince(from, now, zone) + 0
    }
  const property = propertyOf(field)
  if (property !== null) return ({ properties }) => (Object.hasOwn(properties, property) ? properties[property] : null)
  const metric = metricOf(field) ?? field
  return ({ metrics }, { now, freshness }) => {
    const reading = metrics.get(metric)
    if (!reading) return null
    const limit = freshness.get(metric)
    return limit !== undefined && now >= reading.at + limit ? STALE : reading.value
  }
}

/** Reads the facts of these fields, one slot each, in their order. */
export function factReader(fields: readonly string[]): (known: Known, moment: Moment) => FactValue[] {
  const readers = fields.map(readerOf)
  return (known, moment) => readers.map((read) => read(known, moment))
}

/**
 * When the result of any of these conditions may change although no fact does: a count of days reaches what it is
 * compared with, or a reading grows too old. Null: never, as things stand.
 */
export function flipFinder(conditions: readonly Condition[]): (known: Known, moment: Moment) => Instant | null {
  const steps = new Map<string, Set<number>>()
  const metrics = new Set<string>()
  for (const { field, value } of conditions.flatMap(leavesOf)) {
    const counted = COUNTED.get(field)
    const metric = metricOf(field)
    if (!counted && metric !== null) metrics.add(metric)
    if (!counted) continue
    const days = steps.get(field) ?? new Set<number>()
    for (const one of [value ?? []].flat()) {
      const bound = counted.sign * Number(one)
      days.add(Math.ceil(bound)).add(Math.floor(bound) + 1)
    }
    steps.set(field, days)
  }
  return (known, { now, zone, freshness }) => {
    let next: Instant | null = null
    const consider = (at: Instant) => {
      if (at > now && (next === null || at < next)) next = at
    }
    for (const [field, days] of steps) {
      const from = COUNTED.get(field)?.from(known) ?? null
      if (from !== null) for (const day of days) consider(addDays(from, day, zone))
    }
    for (const metric of metrics) {
      const limit = freshness.get(metric)
      const reading = limit === undefined ? undefined : known.metrics.get(metric)
      if (reading && limit !== undefined) consider(reading.at + limit)
    }
    return next
  }
}
