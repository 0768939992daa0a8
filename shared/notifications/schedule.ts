import { HOUR, type Instant, MINUTE, SECOND } from '../time/instant.ts'
import type { DeliveryState } from './schema.ts'

/** Waits after the first, second, … failed attempt; after one more failure the delivery is dead. */
export const RETRY_DELAYS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  15 * MINUTE,
  HOUR,
  4 * HOUR,
  12 * HOUR,
  24 * HOUR,
] as const

/** What came of one attempt. `mayHaveArrived`: the answer was lost, so the person may have the message already. */
export type AttemptResult =
  | { ok: true; ref: Record<string, string>; mayBeRepeat: boolean }
  | { ok: false; error: string; mayHaveArrived: boolean; retryAfterMs?: number }

/** What is written about a delivery after an attempt. */
export type Settlement = {
  state: DeliveryState
  nextAttemptAt: Instant | null
  lastError: string | null
  providerRef: Record<string, string> | null
  uncertain: boolean
  sentAt: Instant | null
}

/**
 * Decides what becomes of a delivery after its `attempts`-th attempt: sent; tried again by the table, though never
 * sooner than the provider asks; dead when the table is used up; or cancelled where somebody cancelled it meanwhile.
 */
export function settle(
  delivery: { attempts: number; cancelled: boolean },
  result: AttemptResult,
  now: Instant,
): Settlement {
  if (result.ok) {
    const lastError = result.mayBeRepeat ? 'An earlier answer was lost, so this may have arrived twice' : null
    return {
      state: 'sent',
      nextAttemptAt: null,
      lastError,
      providerRef: result.ref,
      uncertain: result.mayBeRepeat,
      sentAt: now,
    }
  }
  const state = failedState(delivery, result.mayHaveArrived)
  const delay = RETRY_DELAYS[delivery.attempts - 1]
  const over = state === 'cancelled' || delay === undefined
  return {
    state,
    nextAttemptAt: over ? null : now + Math.max(delay, result.retryAfterMs ?? 0),
    lastError: result.error,
    providerRef: null,
    uncertain: result.mayHaveArrived,
    sentAt: null,
  }
}

function failedState(delivery: { attempts: number; cancelled: boolean }, mayHaveArrived: boolean): DeliveryState {
  if (delivery.cancelled) return 'cancelled'
  if (delivery.attempts > RETRY_DELAYS.length) return 'dead'
  return mayHaveArrived ? 'ambiguous' : 'pending'
}
