import { DomainError } from '../../shared/errors.ts'
import { MINUTE, SECOND } from '../../shared/time/instant.ts'
import type { Clock } from '../clock.ts'
import { createLimiter } from './limiter.ts'

/** Wrong proofs from one address in a minute; beyond, it is refused unheard until the minute is over. */
const WRONG_PER_MINUTE = 60
/** Addresses that are remembered for a right proof. */
const KNOWN = 1_000

/** Keeps whoever guesses at secrets, or floods, from being listened to. In memory, per process. */
export type DoorGuard = {
  /** Throws too_many_requests where too many proofs from this address were wrong and none was ever right. */
  admit(address: string): void
  /** Its proof was right: it may be a proxy that nobody listed, so it is heard whatever else comes from there. */
  proved(address: string): void
  failed(address: string): void
}

export function createDoorGuard(clock: Clock): DoorGuard {
  const wrong = createLimiter(clock, { limit: WRONG_PER_MINUTE, windowMs: MINUTE })
  const known = new Set<string>()
  return {
    admit(address) {
      if (known.has(address) || !wrong.isUsedUp(address)) return
      const seconds = Math.ceil(wrong.waitMs(address) / SECOND)
      throw new DomainError('too_many_requests', `Too many wrong signatures: try again in ${seconds} s`, {
        details: { seconds },
      })
    },
    proved(address) {
      known.delete(address)
      known.add(address)
      const [oldest] = known
      if (known.size > KNOWN && oldest !== undefined) known.delete(oldest)
    },
    failed(address) {
      wrong.take(address)
    },
  }
}
