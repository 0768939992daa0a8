import type { Person } from '../actor.ts'
import type { Instant } from '../time/instant.ts'
import type { MetricReading, PropertyValue } from './schema.ts'

/** A customer as screens see it. Instants are numbers; REST writes them as ISO 8601. */
export type CustomerView = {
  id: string
  externalId: string | null
  name: string
  segment: string | null
  tags: string[]
  timezone: string | null
  renewalAt: Instant | null
  properties: Record<string, PropertyValue>
  owner: Person | null
  /** Current values, by name of the metric. */
  metrics: MetricReading[]
  lastLoginAt: Instant | null
  lastInboundAt: Instant | null
  lastOutboundAt: Instant | null
  createdAt: Instant
  updatedAt: Instant
}
