import { DAY, type Instant } from '../time/instant.ts'
import type { Backup } from './backup.ts'

const DAILY = 7
const WEEKLY = 4
const UPGRADES = 2

/**
 * The names of those that may go. What stays: the newest of each of the last seven days that have one, the newest of
 * each of the last four weeks that have one, and the two newest from before an upgrade. Days and weeks (from Monday)
 * are UTC's. Counted by what is there and not by the calendar, so that a server that was off for a month keeps seven.
 */
export function outdated(backups: readonly Pick<Backup, 'name' | 'madeAt' | 'kind'>[]): string[] {
  const newestFirst = backups.toSorted((a, b) => b.madeAt - a.madeAt)
  const routine = newestFirst.filter(({ kind }) => kind === 'routine')
  const upgrades = newestFirst.filter(({ kind }) => kind === 'upgrade')
  const kept = new Set(
    [...newestOf(routine, dayOf, DAILY), ...newestOf(routine, weekOf, WEEKLY), ...upgrades.slice(0, UPGRADES)].map(
      ({ name }) => name,
    ),
  )
  return backups.filter(({ name }) => !kept.has(name)).map(({ name }) => name)
}

function newestOf<One extends { madeAt: Instant }>(
  newestFirst: readonly One[],
  slot: (at: Instant) => number,
  count: number,
): One[] {
  const bySlot = new Map<number, One>()
  for (const one of newestFirst) {
    const key = slot(one.madeAt)
    if (!bySlot.has(key)) bySlot.set(key, one)
  }
  return [...bySlot.values()].slice(0, count)
}

function dayOf(at: Instant): number {
  return Math.floor(at / DAY)
}

/** The epoch began on a Thursday. */
function weekOf(at: Instant): number {
  return Math.floor((dayOf(at) + 3) / 7)
}
