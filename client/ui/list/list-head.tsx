import { useEffect, useRef } from 'react'
import { type Column, nextSort, type Sort } from './column.ts'

type ListHeadProps<Row> = {
  columns: readonly Column<Row>[]
  tracks: string
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
  all: { checked: number; of: number; toggle: () => void } | undefined
}

export function ListHead<Row>({ columns, tracks, sort, onSort, all }: ListHeadProps<Row>) {
  return (
    <thead>
      <tr style={{ gridTemplateColumns: tracks }} aria-rowindex={1}>
        {all !== undefined && (
          <th scope="col">
            <SelectAll {...all} />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  )
}

function SelectAll({ checked, of, toggle }: { checked: number; of: number; toggle: () => void }) {
  const box = useRef<HTMLInputElement>(null)
  const some = checked > 0 && checked < of
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = some
  }, [some])
  return (
    <input
      ref={box}
      type="checkbox"
      className="h-check"
      aria-label="Select all that are loaded"
      checked={checked === of}
      onChange={toggle}
    />
  )
}

function HeadCell<Row>(props: {
  column: Column<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}) {
  const { column, sort, onSort } = props
  const by = column.sort
  if (by === undefined || onSort === undefined) {
    return (
      <th scope="col" data-align={column.align}>
        {column.title}
      </th>
    )
  }
  const direction = sort?.by === by ? sort.direction : undefined
  return (
    <th
      scope="col"
      data-align={column.align}
      aria-sort={direction === undefined ? undefined : direction === 'asc' ? 'ascending' : 'descending'}
    >
      <button type="button" onClick={() => onSort(nextSort(sort, by))}>
        {column.title}
        <span aria-hidden>{direction === undefined ? '' : direction === 'asc' ? ' ↑' : ' ↓'}</span>
      </button>
    </th>
  )
}
