/** Epoch milliseconds, UTC: the form of every instant inside Hoist. On the wire it is ISO 8601. */
export type Instant = number

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** `2026-01-15T09:00:00.000Z`; null stays null. */
export function toIso(instant: Instant): string
export function toIso(instant: Instant | null): string | null
export function toIso(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString()
}

/**
 * Loose data, such as the details of a timeline entry, as it goes over the wire: every number under a key that names an
 * instant (`at`, `…At`), also within lists and deeper objects, becomes ISO 8601.
 */
export function isoWithin(details: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).map(([key, value]) => [key, isoUnder(key, value)]))
}

function isoUnder(key: string, value: unknown): unknown {
  if (typeof value === 'number') return key === 'at' || key.endsWith('At') ? toIso(value) : value
  if (Array.isArray(value)) return value.map((one) => isoUnder(key, one))
  return typeof value === 'object' && value !== null ? isoWithin(Object.fromEntries(Object.entries(value))) : value
}
