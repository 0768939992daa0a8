import { setImmediate } from 'node:timers/promises'
import type { Clock } from './clock.ts'

/** Longest stretch of work without letting other requests have their turn, in milliseconds. */
const SLICE = 2

/**
 * For loops over much: await it in every round, and it lets the event loop breathe whenever a slice is over.
 * Streams and async generators alone do not: what is buffered is handed out without a pause.
 */
export function pacer(clock: Clock): () => Promise<void> {
  let began = clock.monotonic()
  return async () => {
    if (clock.monotonic() - began < SLICE) return
    await setImmediate()
    began = clock.monotonic()
  }
}
