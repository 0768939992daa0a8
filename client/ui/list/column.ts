import type { ReactNode } from 'react'

/** One column of a list on a wide screen. */
export type Column<Row> = {
  key: string
  title: string
  /** CSS grid track: `minmax(0, 2fr)`, `120px`. */
  width: string
  align?: 'end'
  /** The name the server sorts by; without one the column does not sort. */
  sort?: string
  cell: (row: Row) => ReactNode
}

export type Sort = { by: string; direction: 'asc' | 'desc' }

/** What a list needs of the (infinite) query that feeds it. */
export type ListQuery = {
  isPending: boolean
  error: unknown
  refetch: () => unknown
  hasNextPage?: boolean
  isFetchingNextPage?: boolean
  fetchNextPage?: () => unknown
}

/** The sort after a click on a title: the other direction if it was sorted by it already. */
export function nextSort(current: Sort | undefined, by: string): Sort {
  if (current?.by !== by) return { by, direction: 'asc' }
  return { by, direction: current.direction === 'asc' ? 'desc' : 'asc' }
}
