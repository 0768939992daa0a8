import { type MouseEvent, memo, type ReactNode, useEffect, useRef } from 'react'
import type { Column } from './column.ts'

type ListRowProps<Row> = {
  row: Row
  title: string
  index: number
  top: number
  height: number
  tracks: string
  columns: readonly Column<Row>[]
  compact: ((row: Row) => ReactNode) | undefined
  active: boolean
  /** The one row of the list that Tab goes to. */
  reachable: boolean
  selected: boolean
  onToggle: ((row: Row) => void) | undefined
  onOpen: ((row: Row) => void) | undefined
  onActive: (index: number) => void
}

/** A click on a link, button or field inside the row is theirs; so is one that ends a text selection. */
function isForRow(event: MouseEvent): boolean {
  if (event.target instanceof Element && event.target.closest('a, button, input, label') !== null) return false
  return !window.getSelection()?.toString()
}

function UnmemoisedRow<Row>(props: ListRowProps<Row>) {
  const { row, index, active, columns, compact, onToggle, onOpen } = props
  const element = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (active && !element.current?.contains(document.activeElement)) element.current?.focus({ preventScroll: true })
  }, [active])
  return (
    <tr
      ref={element}
      aria-rowindex={index + 2}
      aria-selected={onToggle === undefined ? undefined : props.selected}
      data-active={active || undefined}
      data-opens={onOpen !== undefined || undefined}
      tabIndex={props.reachable ? 0 : -1}
      style={{ height: props.height, transform: `translateY(${props.top}px)`, gridTemplateColumns: props.tracks }}
      onFocus={(event) => {
        if (event.target === event.currentTarget) props.onActive(index)
      }}
      onClick={(event) => {
        if (!isForRow(event)) return
        props.onActive(index)
        onOpen?.(row)
      }}
    >
      {compact !== undefined ? (
        <td>{compact(row)}</td>
      ) : (
        <>
          {onToggle !== undefined && (
            <td data-check>
              <input
                type="checkbox"
                className="h-check"
                tabIndex={-1}
                aria-label={`Select ${props.title}`}
                checked={props.selected}
                onChange={() => onToggle(row)}
              />
            </td>
          )}
          {columns.map((column) => (
            <td key={column.key} data-align={column.align}>
              {column.cell(row)}
            </td>
          ))}
        </>
      )}
    </tr>
  )
}

/** Scrolling renders the list many times a second: rows that did not change are left alone. */
export const ListRow = memo(UnmemoisedRow) as typeof UnmemoisedRow
