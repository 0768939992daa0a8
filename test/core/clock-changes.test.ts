import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../shared/time/instant.ts'
import { decide } from '../../shared/triggers/evaluate.ts'
import { type StoredTrigger, storedTrigger } from '../../shared/triggers/stored.ts'
import { CHANGING_ZONES } from '../support/zones.ts'

const [FIRST, LAST] = [Date.UTC(2010, 0, 1), Date.UTC(2041, 0, 1)]
/** How far around a change of clocks is played, how often is looked, and how far apart the written times are. */
const AROUND = 5 * HOUR
const LOOK = 5 * MINUTE
const APART = 15 * MINUTE

/** By another road than the product's: `2027-03-28 01:45` as the wall clock shows it, as if it were UTC. */
function wallClock(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return (instant) => Date.parse(`${format.format(instant).replace(' ', 'T')}:00Z`)
}

/** Each change of the clocks from 2010 to 2040, and by how much they are put forward. */
function changesOf(zone: string): { at: number; forward: number }[] {
  const changes: { at: number; forward: number }[] = []
  let moment = Temporal.Instant.fromEpochMilliseconds(FIRST).toZonedDateTimeISO(zone)
  for (;;) {
    const next = moment.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds >= LAST) return changes
    const before = next.subtract({ nanoseconds: 1 })
    const forward = (next.offsetNanoseconds - before.offsetNanoseconds) / 1e6
    if (forward !== 0) changes.push({ at: next.epochMilliseconds, forward })
    moment = next
  }
}

/** A date without an offset, as a person writes it. */
function armedAt(written: number, timezone: string, now: number): StoredTrigger {
  const date = new Date(written).toISOString().slice(0, 16)
  const context = { workflowId: 'w', customerId: 'c', organizationZone: 'UTC', now }
  return storedTrigger({ id: date, type: 'date', config: { date, timezone } }, 0, context)
}

/** Looks every few minutes through the night: when each of the dates fired. */
function play(triggers: readonly StoredTrigger[], from: number, to: number): Map<string, number[]> {
  const firings = new Map<string, number[]>(triggers.map(({ id }) => [id, []]))
  let armed = [...triggers]
  for (let now = from; now <= to; now += LOOK) {
    const fired = armed.filter((trigger) => decide([trigger], [{ kind: 'clock' }], 'OR', now).result === 'true')
    for (const { id } of fired) firings.get(id)?.push(now)
    armed = armed.filter((trigger) => !fired.includes(trigger))
  }
  return firings
}

describe.each(CHANGING_ZONES)('every night of 2010 to 2040 on which the clocks change in %s', (zone) => {
  it('fires each date once, when the wall clock first shows it; in a gap as far behind it as the clocks are put forward', () => {
    const shows = wallClock(zone)
    let nights = 0
    const wrong: string[] = []
    for (const { at, forward } of changesOf(zone)) {
      nights += 1
      const reach = AROUND + Math.abs(forward)
      const [from, to] = [at - reach, at + reach]
      const gap = { begins: shows(at - MINUTE) + MINUTE, ends: shows(at) }
      const [first, last] = [shows(from) + HOUR, shows(to) - HOUR]
      const written: number[] = []
      for (let time = Math.ceil(first / APART) * APART; time <= last; time += APART) written.push(time)
      const firstShown = new Map<number, number>()
      for (let now = to; now >= from; now -= LOOK) firstShown.set(shows(now), now)
      const firings = play(
        written.map((time) => armedAt(time, zone, from)),
        from,
        to,
      )
      for (const time of written) {
        const id = new Date(time).toISOString().slice(0, 16)
        const firedAt = firings.get(id)
        const expected = forward > 0 && time >= gap.begins && time < gap.ends ? time + forward : time
        if (firedAt?.length !== 1 || firedAt[0] !== firstShown.get(expected))
          wrong.push(`${id} at ${firedAt?.join(' and ') ?? 'no time'}`)
      }
    }
    expect(wrong).toEqual([])
    expect(nights).toBeGreaterThan(1)
  })
})
