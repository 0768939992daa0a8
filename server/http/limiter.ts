import type { Clock } from '../clock.ts'

export type Limiter = {
  /** Counts one; false when this window is used up. */
  take(key: string): boolean
  /** Would `take` answer false? */
  isUsedUp(key: string): boolean
  /** Milliseconds until the window of this key starts anew. */
  waitMs(key: string): number
}

/** At most `limit` per key in each window of `windowMs`; kept in memory, per process. */
export function createLimiter(clock: Clock, { limit, windowMs }: { limit: number; windowMs: number }): Limiter {
  let windows = new Map<string, { startedAt: number; count: number }>()
  const current = (key: string) => {
    const now = clock.monotonic()
    const found = windows.get(key)
    return found && now - found.startedAt < windowMs ? found : { startedAt: now, count: 0 }
  }
  return {
    take(key) {
      const window = current(key)
      if (window.count >= limit) return false
      // Whoever sends a new key with every request must not fill the memory.
      if (windows.size > 50_000)
        windows = new Map([...windows].filter(([, one]) => clock.monotonic() - one.startedAt < windowMs))
      windows.set(key, { ...window, count: window.count + 1 })
      return true
    },
    isUsedUp: (key) => current(key).count >= limit,
    waitMs: (key) => Math.max(0, current(key).startedAt + windowMs - clock.monotonic()),
  }
}
