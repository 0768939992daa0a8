import { HOUR, type Instant } from '../time/instant.ts'

/** One escalation as the measures see it. */
export type Measured = {
  triggerCount: number
  state: 'armed' | 'fired' | 'ended'
  createdAt: Instant
  firedAt: Instant | null
  firedLate: boolean
  notNeeded: boolean
  recipientId: string | null
}

export type Summary = {
  /** All that were asked for: immediate, waiting, fired, cancelled. */
  totalEscalations: number
  immediate: number
  armed: number
  /** Hours from arming to firing, of the fired ones with triggers. */
  timeToEscalate: { mean: number | null; median: number | null; p90: number | null }
  /** Who received most, and how many. */
  mostEscalatedTo: { userId: string; escalations: number } | null
  falseEscalations: number
  firedLate: number
  /** Part of all that waited for something, 0 to 1; null where there are none. */
  conditionalShare: number | null
}

export function summarise(escalations: readonly Measured[]): Summary {
  const conditional = escalations.filter((one) => one.triggerCount > 0)
  const hours = conditional.flatMap(({ createdAt, firedAt }) =>
    firedAt === null ? [] : [(firedAt - createdAt) / HOUR],
  )
  return {
    totalEscalations: escalations.length,
    immediate: escalations.length - conditional.length,
    armed: escalations.filter((one) => one.state === 'armed').length,
    timeToEscalate: { mean: mean(hours), median: quantile(hours, 0.5), p90: quantile(hours, 0.9) },
    mostEscalatedTo: mostFrequent(escalations.filter((one) => one.firedAt !== null)),
    falseEscalations: escalations.filter((one) => one.notNeeded).length,
    firedLate: escalations.filter((one) => one.firedLate).length,
    conditionalShare: escalations.length === 0 ? null : conditional.length / escalations.length,
  }
}

/** Null of nothing. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The value below which `share` of the values lie, between two neighbours in proportion; null of nothing. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}

/** Ties go to whoever comes first. */
function mostFrequent(escalations: readonly Measured[]): Summary['mostEscalatedTo'] {
  const counts = new Map<string, number>()
  for (const { recipientId } of escalations)
    if (recipientId !== null) counts.set(recipientId, (counts.get(recipientId) ?? 0) + 1)
  let most: Summary['mostEscalatedTo'] = null
  for (const [userId, escalations] of counts) if (escalations > (most?.escalations ?? 0)) most = { userId, escalations }
  return most
}
