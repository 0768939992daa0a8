import { DomainError } from '../errors.ts'
import type { Instant } from '../time/instant.ts'
import type { CustomerChange, PropertyValue } from './schema.ts'

/** A fact as history keeps it: what rules, charts and backtests read. */
export type Fact = { field: string; value: string | number | boolean | string[] | null }

export type CustomerRecord = {
  name: string
  segment: string | null
  tags: string[]
  timeZone: string | null
  renewalAt: Instant | null
  properties: Record<string, PropertyValue>
  ownerId: string | null
}

export type CustomerDecision = {
  next: CustomerRecord
  /** Field → before and after, for the timeline; empty when nothing changed. */
  changes: Record<string, [before: unknown, after: unknown]>
  facts: Fact[]
  /** Metrics to set, and (null) to forget. */
  metrics: Map<string, number | null>
}

const EMPTY = { segment: null, tags: [], timeZone: null, renewalAt: null, properties: {}, ownerId: null }

/**
 * What an upsert does to a customer (null: it is new) whose current metrics are `values`.
 * Omitted fields stay, null clears. Throws bad_request for a new customer without a name.
 */
export function changeCustomer(
  existing: CustomerRecord | null,
  values: ReadonlyMap<string, number>,
  change: CustomerChange,
): CustomerDecision {
  const before = existing ?? { ...EMPTY, name: '' }
  const next: CustomerRecord = {
    name: change.name ?? before.name,
    segment: kept(change.segment, before.segment),
    tags: change.tags === undefined ? before.tags : [...new Set(change.tags ?? [])],
    timeZone: kept(change.timezone, before.timeZone),
    renewalAt: kept(change.renewalAt, before.renewalAt),
    properties: mergeProperties(before.properties, change.properties),
    ownerId: kept(change.ownerId, before.ownerId),
  }
  if (next.name === '') throw new DomainError('bad_request', 'A new customer needs a name', NAME_MISSING)

  const changes: CustomerDecision['changes'] = {}
  for (const key of ['name', 'segment', 'tags', 'timeZone', 'renewalAt', 'ownerId'] as const) {
    if (!sameValue(before[key], next[key])) changes[key] = [before[key], next[key]]
  }
  const facts: Fact[] = []
  for (const key of ['segment', 'tags', 'renewalAt'] as const) {
    if (key in changes) facts.push({ field: key, value: next[key] })
  }
  const [had, has] = [new Map(Object.entries(before.properties)), new Map(Object.entries(next.properties))]
  for (const name of new Set([...had.keys(), ...has.keys()])) {
    const [was, is] = [had.get(name) ?? null, has.get(name) ?? null]
    if (was === is) continue
    changes[`properties.${name}`] = [was, is]
    facts.push({ field: `properties.${name}`, value: is })
  }
  const metrics = changedMetrics(values, change.metrics)
  for (const [name, value] of metrics) changes[`metrics.${name}`] = [values.get(name) ?? null, value]
  return { next, changes, facts, metrics }
}

const NAME_MISSING = { issues: [{ path: ['name'], message: 'A new customer needs a name' }] }

function kept<T>(asked: T | null | undefined, before: T | null): T | null {
  return asked === undefined ? before : asked
}

function mergeProperties(
  before: Record<string, PropertyValue>,
  change: CustomerChange['properties'],
): Record<string, PropertyValue> {
  if (change === undefined) return before
  if (change === null) return {}
  const merged = new Map(Object.entries(before))
  for (const [name, value] of Object.entries(change)) {
    if (value === null) merged.delete(name)
    else merged.set(name, value)
  }
  return Object.fromEntries(merged)
}

function changedMetrics(
  values: ReadonlyMap<string, number>,
  change: CustomerChange['metrics'],
): Map<string, number | null> {
  if (change === undefined) return new Map()
  const asked = change === null ? [...values.keys()].map((name) => [name, null] as const) : Object.entries(change)
  return new Map(asked.filter(([name, value]) => (values.get(name) ?? null) !== value))
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => value === b[index])
  return a === b
}
