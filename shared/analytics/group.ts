import { ARMED, type Columns } from './columns.ts'
import { type Times, timesOf } from './times.ts'

/** What is counted in each group; the index is the group's number. */
export type Groups = {
  escalations: Uint32Array
  armed: Uint32Array
  times(group: number): Times
}

/** `rows` and `groups` go together: the group of each row. `size` is one more than the largest group. */
export function groupRows({ marks, took }: Columns, rows: Uint32Array, groups: Uint32Array, size: number): Groups {
  const [escalations, armed] = [new Uint32Array(size), new Uint32Array(size)]
  /** Where the lengths of each group begin; the last one is where they all end. */
  const starts = new Uint32Array(size + 1)
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number
    const group = groups[index] as number
    const length = took[row] as number
    escalations[group] = (escalations[group] as number) + 1
    armed[group] = (armed[group] as number) + ((marks[row] as number) & ARMED)
    if (!Number.isNaN(length)) starts[group + 1] = (starts[group + 1] as number) + 1
  }
  for (let group = 0; group < size; group += 1)
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number)

  const lengths = new Float64Array(starts[size] as number)
  const next = starts.slice()
  for (let index = 0; index < rows.length; index += 1) {
    const length = took[rows[index] as number] as number
    if (Number.isNaN(length)) continue
    const group = groups[index] as number
    const place = next[group] as number
    lengths[place] = length
    next[group] = place + 1
  }
  return { escalations, armed, times: (group) => timesOf(lengths.subarray(starts[group], starts[group + 1])) }
}
