import { DAY, HOUR, type Instant, MINUTE } from './instant.ts'

const STEPS = [
  { unit: 'day', length: DAY },
  { unit: 'hour', length: HOUR },
  { unit: 'minute', length: MINUTE },
] as const

/** `in 54 days`, `3 hours ago`; within half a minute `now`. Rounded to the nearest of the largest unit that fits. */
export function relativeWords(instant: Instant, now: Instant): string {
  const distance = Math.abs(instant - now)
  if (distance < MINUTE / 2) return 'now'
  const words = lengthWords(Math.max(distance, MINUTE))
  return instant > now ? `in ${words}` : `${words} ago`
}

/** `54 days`, `1 hour`: a length of time, rounded to the largest unit of which there is at least one. */
export function lengthWords(length: number): string {
  // Rounding may carry over: 59.7 minutes are an hour.
  const step = STEPS.find((one) => length >= one.length - (one.unit === 'minute' ? 0 : MINUTE / 2)) ?? STEPS[2]
  const count = Math.max(1, Math.round(length / step.length))
  return `${count} ${step.unit}${count === 1 ? '' : 's'}`
}
