import { DAY, type Instant } from '../time/instant.ts'
import { ARMED, type Columns } from './columns.ts'
import type { AgeBucket } from './schema.ts'

const BORDERS = [0, DAY, 3 * DAY, 7 * DAY, 30 * DAY] as const

/** How long what waits has waited by now. */
export function ageingOf({ marks, createdAt }: Columns, rows: Uint32Array, now: Instant): AgeBucket[] {
  const buckets: AgeBucket[] = BORDERS.map((from, index) => ({ from, to: BORDERS[index + 1] ?? null, armed: 0 }))
  for (const row of rows) {
    if (((marks[row] ?? 0) & ARMED) === 0) continue
    const age = now - (createdAt[row] ?? now)
    const bucket = buckets.findLast(({ from }) => age >= from) ?? buckets[0]
    if (bucket) bucket.armed += 1
  }
  return buckets
}
