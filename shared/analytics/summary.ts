import { ARMED, type Columns, FIRED, LATE, NOT_NEEDED } from './columns.ts'
import type { Summary } from './schema.ts'
import { timesOf } from './times.ts'

/** What the tiles say of these rows. */
export function summaryOf(columns: Columns, rows: Uint32Array): Summary {
  const { marks, took, triggerCount } = columns
  let [conditional, armed, late, notNeeded, timed] = [0, 0, 0, 0, 0]
  const lengths = new Float64Array(rows.length)
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number
    const mark = marks[row] as number
    const length = took[row] as number
    if (triggerCount[row] !== 0) conditional += 1
    if ((mark & ARMED) !== 0) armed += 1
    if ((mark & LATE) !== 0) late += 1
    if ((mark & NOT_NEEDED) !== 0) notNeeded += 1
    if (Number.isNaN(length)) continue
    lengths[timed] = length
    timed += 1
  }
  return {
    totalEscalations: rows.length,
    immediate: rows.length - conditional,
    armed,
    timeToEscalate: timesOf(lengths.subarray(0, timed)),
    mostEscalatedTo: mostEscalatedTo(columns, rows),
    falseEscalations: notNeeded,
    firedLate: late,
    conditionalShare: rows.length === 0 ? null : conditional / rows.length,
  }
}

/** Counted are those that have fired: what is only scheduled has reached nobody. */
function mostEscalatedTo({ recipient, people, marks }: Columns, rows: Uint32Array): Summary['mostEscalatedTo'] {
  const counts = new Uint32Array(people.size())
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number
    if (((marks[row] as number) & FIRED) === 0) continue
    const code = recipient[row] as number
    counts[code] = (counts[code] as number) + 1
  }
  let most: { userId: string; escalations: number } | undefined
  for (let code = 1; code < counts.length; code += 1) {
    const [userId, escalations] = [people.keyOf(code) ?? '', counts[code] ?? 0]
    if (escalations === 0 || escalations < (most?.escalations ?? 0)) continue
    if (most !== undefined && escalations === most.escalations && userId > most.userId) continue
    most = { userId, escalations }
  }
  return most ?? null
}
