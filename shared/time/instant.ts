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
