import { type ColumnDates, dateEvidence } from '../../shared/imports/dates.ts'
import type { SampledColumn } from '../../shared/imports/guess.ts'
import { type NumberStyle, numberEvidence } from '../../shared/imports/numbers.ts'
import type { Clock } from '../clock.ts'
import { pacer } from '../pace.ts'
import { readRows } from './reader.ts'

/** What a whole file says about itself, before anybody says what its columns mean. */
export type Inspection = {
  rows: number
  columns: SampledColumn[]
  /** The order of slashed dates in each column; `none` where there are none. */
  dateOrders: ReadonlyMap<string, ColumnDates>
  numberStyles: ReadonlyMap<string, NumberStyle>
  /** The first rows as written, for the preview. */
  sample: Record<string, string>[]
}

const SAMPLED_VALUES = 200
const SAMPLED_ROWS = 5

/** How a cell reads on screen. */
export function shown(cell: unknown): string {
  return typeof cell === 'string' ? cell : cell === null || cell === undefined ? '' : (JSON.stringify(cell) ?? '')
}

/** One pass over the file. Evidence is taken from every value: the last row may be the one that settles a date. */
export async function inspect(path: string, clock: Clock): Promise<Inspection> {
  const pace = pacer(clock)
  const columns = new Map<
    string,
    { values: string[]; dates: ReturnType<typeof dateEvidence>; numbers: ReturnType<typeof numberEvidence> }
  >()
  const sample: Record<string, string>[] = []
  let rows = 0
  for await (const read of readRows(path)) {
    rows += 1
    await pace()
    if (!('row' in read)) continue
    for (const [title, cell] of read.row) {
      let column = columns.get(title)
      if (column === undefined) {
        column = { values: [], dates: dateEvidence(), numbers: numberEvidence() }
        columns.set(title, column)
      }
      const text = shown(cell)
      if (column.values.length < SAMPLED_VALUES) column.values.push(text)
      if (typeof cell !== 'string' || text.length > 40) continue
      column.dates.add(text)
      column.numbers.add(text)
    }
    if (sample.length < SAMPLED_ROWS)
      sample.push(Object.fromEntries([...read.row].map(([title, cell]) => [title, shown(cell)])))
  }
  const each = <T>(
    pick: (column: { dates: ReturnType<typeof dateEvidence>; numbers: ReturnType<typeof numberEvidence> }) => T,
  ) => new Map([...columns].map(([title, column]) => [title, pick(column)] as const))
  return {
    rows,
    columns: [...columns].map(([title, { values }]) => ({ title, values })),
    dateOrders: each(({ dates }) => dates.order()),
    numberStyles: each(({ numbers }) => numbers.style()),
    sample,
  }
}
