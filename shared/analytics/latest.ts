import type { Instant } from '../time/instant.ts'
import type { Columns } from './columns.ts'

export type Place = { createdAt: Instant; id: string }

/** The rows that come after a place, the latest first and of one instant by descending id; at most `limit`. */
export function latestOf(columns: Columns, rows: Uint32Array, after: Place | undefined, limit: number): Place[] {
  const found: Place[] = []
  // Rows come nearly in order of time, so from the end the worst of a full list soon turns away all that follow.
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? 0
    const createdAt = columns.createdAt[row] ?? 0
    if (after !== undefined && createdAt > after.createdAt) continue
    const worst = found.length === limit ? found[limit - 1] : undefined
    if (worst !== undefined && createdAt < worst.createdAt) continue
    const place = { createdAt, id: columns.idOf(row) }
    if (after !== undefined && !isBefore(after, place)) continue
    if (worst !== undefined && !isBefore(place, worst)) continue
    insert(found, place, limit)
  }
  return found
}

/** Does `a` come before `b` in the list? */
function isBefore(a: Place, b: Place): boolean {
  return a.createdAt === b.createdAt ? a.id > b.id : a.createdAt > b.createdAt
}

function insert(found: Place[], place: Place, limit: number): void {
  let at = found.length
  while (at > 0) {
    const before = found[at - 1]
    if (before !== undefined && isBefore(before, place)) break
    at -= 1
  }
  found.splice(at, 0, place)
  if (found.length > limit) found.pop()
}
