import { useCallback, useMemo, useState } from 'react'

/** Which rows are chosen, by id; rows that are no longer in the list are no longer chosen. */
export function useSelection<Row>(rows: readonly Row[], rowId: (row: Row) => string) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const chosen = useMemo(() => (ids.size === 0 ? [] : rows.filter((row) => ids.has(rowId(row)))), [ids, rows, rowId])
  const toggle = useCallback(
    (row: Row) =>
      setIds((before) => {
        const next = new Set(before)
        if (!next.delete(rowId(row))) next.add(rowId(row))
        return next
      }),
    [rowId],
  )
  return {
    chosen,
    has: (row: Row) => ids.has(rowId(row)),
    toggle,
    toggleAll: () => setIds(chosen.length === rows.length ? new Set() : new Set(rows.map(rowId))),
    clear: () => setIds(new Set()),
  }
}
export type Selection<Row> = ReturnType<typeof useSelection<Row>>
