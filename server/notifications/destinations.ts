import type { Instant } from '../../shared/time/instant.ts'
import type { Destination } from './outbox-store.ts'

/** How many messages may be under way at once: a slow destination holds up only itself. */
const UNDER_WAY = 32
/** A process that dies between sending and settling sends again what was under way: one message, not a handful. */
const PER_DESTINATION = 1

/** What this process knows of where messages go: how many are on their way, and who asked for a pause. */
export type Destinations = {
  begin(to: Destination): void
  end(to: Destination): void
  pause(to: Destination, until: Instant): void
  /** Those that take nothing more for now. */
  closed(now: Instant): Destination[]
  /** How many more may be under way. */
  free(): number
  /** When the first pause ends; null where nobody asked for one. */
  reopensAt(): Instant | null
  /** Which of the candidates, oldest first, may be sent now, and the destinations that this fills up. */
  pick<One extends Destination>(candidates: readonly One[]): { picked: One[]; full: Destination[] }
}

export function createDestinations(): Destinations {
  const loads = new Map<string, Destination & { load: number }>()
  const paused = new Map<string, Destination & { until: Instant }>()
  const keyOf = ({ organizationId, channel }: Destination) => `${organizationId} ${channel}`
  let underWay = 0

  function add(to: Destination, one: 1 | -1): void {
    const load = (loads.get(keyOf(to))?.load ?? 0) + one
    underWay += one
    if (load === 0) loads.delete(keyOf(to))
    else loads.set(keyOf(to), { organizationId: to.organizationId, channel: to.channel, load })
  }

  return {
    begin: (to) => add(to, 1),
    end: (to) => add(to, -1),
    pause({ organizationId, channel }, until) {
      paused.set(keyOf({ organizationId, channel }), { organizationId, channel, until })
    },
    closed(now) {
      for (const [key, { until }] of paused) if (until <= now) paused.delete(key)
      return [...paused.values(), ...[...loads.values()].filter(({ load }) => load >= PER_DESTINATION)]
    },
    free: () => UNDER_WAY - underWay,
    reopensAt: () => (paused.size === 0 ? null : Math.min(...[...paused.values()].map(({ until }) => until))),
    pick(candidates) {
      const added = new Map<string, number>()
      const full = new Map<string, Destination>()
      const picked: (typeof candidates)[number][] = []
      for (const one of candidates) {
        const key = keyOf(one)
        const load = (loads.get(key)?.load ?? 0) + (added.get(key) ?? 0)
        if (load >= PER_DESTINATION) full.set(key, one)
        else if (picked.length < UNDER_WAY - underWay) {
          added.set(key, (added.get(key) ?? 0) + 1)
          picked.push(one)
        }
      }
      return { picked, full: [...full.values()] }
    },
  }
}
