import { randomBytes, randomUUID } from 'node:crypto'
import type { Instant } from '../shared/time/instant.ts'

/** The only clock. Tests pass their own. */
export type Clock = {
  /** Wall-clock time, epoch milliseconds. */
  now(): Instant
  /** Milliseconds that never go back, for measuring and for sleeping. */
  monotonic(): number
}

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() }

/** Last instant and counter handed out, so that ids of one process sort in the order they were made. */
let lastInstant = 0
let counter = 0

/**
 * A new id: UUIDv7 (RFC 9562 §5.7): 48 bits of `now`, a 12-bit counter within the millisecond, 62 random bits.
 * Ids sort by creation, which keeps index inserts at the right edge.
 */
export function newId(now: Instant): string {
  if (now > lastInstant) {
    lastInstant = now
    counter = 0
  } else {
    counter += 1
    if (counter > 0xfff) {
      lastInstant += 1
      counter = 0
    }
  }
  const time = lastInstant.toString(16).padStart(12, '0')
  const random = randomUUID()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${random.slice(19)}`
}

/** Sorts before every id made at or after this instant, and after every one made before. */
export function firstIdAt(instant: Instant): string {
  const time = instant.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}`
}

/** A secret for a link, key or session: `bytes` random bytes in base64url. */
export function newSecret(bytes = 24): string {
  return randomBytes(bytes).toString('base64url')
}
