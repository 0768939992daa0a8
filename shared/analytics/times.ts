import { HOUR } from '../time/instant.ts'

/** How long it took, in hours, not rounded; null where nothing was measured. */
export type Times = { mean: number | null; median: number | null; p90: number | null }

export const NO_TIMES: Times = { mean: null, median: null, p90: null }

/** Mean, median and 90th percentile of lengths in milliseconds. The values are put into another order. */
export function timesOf(lengths: Float64Array): Times {
  if (lengths.length === 0) return NO_TIMES
  let sum = 0
  for (const length of lengths) sum += length
  const p90 = quantile(lengths, 0.9)
  // What was selected first has put the smaller ones before it: the median is among them.
  const median = quantile(lengths, 0.5, rankOf(lengths, 0.9))
  return { mean: sum / lengths.length / HOUR, median: median / HOUR, p90: p90 / HOUR }
}

function rankOf({ length }: Float64Array, share: number): number {
  return Math.floor((length - 1) * share)
}

/**
 * The value below which `share` of the values lie, in proportion between two neighbours (as PostgreSQL's
 * percentile_cont). Of at least one value; they are put into another order.
 * @param right the rank is known to be at this place or before.
 */
export function quantile(values: Float64Array, share: number, right = values.length - 1): number {
  const place = (values.length - 1) * share
  const rank = rankOf(values, share)
  const low = select(values, rank, right)
  if (rank === place) return low
  // After the selection everything behind the rank is at least as large: the next one is the least of it.
  let high = Number.POSITIVE_INFINITY
  for (let index = rank + 1; index < values.length; index += 1) high = Math.min(high, values[index] as number)
  return low + (high - low) * (place - rank)
}

/** The value of a rank, from 0, in linear time (Hoare's selection): smaller ones end up before it, larger ones behind. */
function select(values: Float64Array, rank: number, last: number): number {
  let [left, right] = [0, last]
  while (left < right) {
    const pivot = middleOf(values, left, right)
    let low = left
    let high = right
    while (low <= high) {
      while ((values[low] as number) < pivot) low += 1
      while ((values[high] as number) > pivot) high -= 1
      if (low > high) break
      const kept = values[low] as number
      values[low] = values[high] as number
      values[high] = kept
      low += 1
      high -= 1
    }
    if (rank <= high) right = high
    else if (rank >= low) left = low
    else break
  }
  return values[rank] as number
}

/** Of the first, the middle and the last value the one between: sorted data would else take quadratic time. */
function middleOf(values: Float64Array, left: number, right: number): number {
  const [a, b, c] = [values[left], values[(left + right) >> 1], values[right]] as [number, number, number]
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
