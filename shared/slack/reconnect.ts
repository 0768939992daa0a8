import { MINUTE, SECOND } from '../time/instant.ts'

const FIRST = SECOND
const LONGEST = MINUTE

/**
 * How long to wait before the next try to connect: doubling from a second to a minute, and of that a random half to
 * whole, so that many servers do not come back at once.
 * @param failures tries in a row that came to nothing, from 1
 * @param chance 0 up to 1
 */
export function reconnectDelay(failures: number, chance: number): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 20))
  return Math.round(whole / 2 + (whole / 2) * chance)
}
