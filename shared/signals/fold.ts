import type { Instant } from '../time/instant.ts'

type Reading = { customerId: string; metric: string; value: number; at: Instant; history: boolean }

/**
 * Of many readings, the one per customer and metric that may become the current value: the greatest `at`, and of two
 * with the same one the later in the list.
 */
export function latestReadings<R extends Reading>(readings: readonly R[]): R[] {
  const latest = new Map<string, R>()
  for (const reading of readings) {
    const key = JSON.stringify([reading.customerId, reading.metric])
    const best = latest.get(key)
    if (!best || reading.at >= best.at) latest.set(key, reading)
  }
  return [...latest.values()]
}

/** The greatest instant of each key. */
export function latestBy<T>(items: readonly T[], keyOf: (item: T) => string, atOf: (item: T) => Instant) {
  const latest = new Map<string, Instant>()
  for (const item of items) {
    const key = keyOf(item)
    latest.set(key, Math.max(atOf(item), latest.get(key) ?? Number.NEGATIVE_INFINITY))
  }
  return latest
}
