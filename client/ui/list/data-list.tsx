import { useMediaQuery } from '@mantine/hooks'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { ErrorState, SkeletonLines } from '../states.tsx'
import type { Column, ListQuery, Sort } from './column.ts'
import './list.css'
import { ListActions, ListKeysHint } from './list-actions.tsx'
import { ListHead } from './list-head.tsx'
import { ListRow } from './list-row.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useSelection } from './use-selection.ts'

type DataListProps<Row> = {
  /** What the list is, for screen readers. */
  label: string
  rows: readonly Row[]
  /** How many there are in all, loaded or not. */
  count: number | undefined
  query: ListQuery
  columns: readonly Column<Row>[]
  /** The same row on a phone. */
  compact: (row: Row) => ReactNode
  compactHeight?: number
  /** Must be the same function from render to render, as `columns` should. */
  rowId: (row: Row) => string
  /** What the row is called, for the label of its checkbox. */
  rowTitle: (row: Row) => string
  onOpen?: (row: Row) => void
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  empty: ReactNode
  /** Acts on several rows at once; with them rows can be selected. */
  actions?: (rows: Row[], clear: () => void) => ReactNode
}

const ROW = 44

/**
 * The one list. Only the rows in sight are in the page, more are loaded as the end comes near. j/k move, Enter opens,
 * x selects. Filters, search and sort live in the address and come in as props.
 */
export function DataList<Row>(props: DataListProps<Row>) {
  const { rows, query, rowId, columns, onOpen } = props
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(-1)
  const selection = useSelection(rows, rowId)
  const selectable = props.actions !== undefined && !phone
  const height = phone ? (props.compactHeight ?? 76) : ROW

  // oxlint-disable-next-line react/incompatible-library -- the React compiler, which it would disturb, is not used
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    // A new function here makes the list measure all its rows again.
    getItemKey: useCallback((index: number) => keyOf(rows, rowId, index), [rows, rowId]),
    overscan: 8,
    useFlushSync: false,
    scrollPaddingStart: phone ? 0 : 40,
    // The row that has the focus stays in the page, or scrolling would lose the person's place.
    rangeExtractor: useCallback(
      (range: Range) => {
        const seen = defaultRangeExtractor(range)
        return active < 0 || active >= range.count || seen.includes(active)
          ? seen
          : [...seen, active].sort((a, b) => a - b)
      },
      [active],
    ),
  })

  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= rows.length - 30) void fetchNextPage?.()
  }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  // Another height means other places for all rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that matters
  useEffect(() => virtual.measure(), [height, virtual])

  const latest = useRef(onOpen)
  useEffect(() => {
    latest.current = onOpen
  }, [onOpen])
  const open = useCallback((row: Row) => latest.current?.(row), [])
  const openAt = (index: number) => {
    const row = rows[index]
    if (row !== undefined) open(row)
  }
  useListKeys({
    rows: rows.length,
    active,
    onActive(index) {
      setActive(index)
      virtual.scrollToIndex(index, { align: 'auto' })
    },
    onOpen: openAt,
    onToggle(index) {
      const row = rows[index]
      if (selectable && row !== undefined) selection.toggle(row)
    },
    onToggleAll: () => selectable && selection.toggleAll(),
    onClear: selection.clear,
  })

  if (query.error && rows.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (query.isPending) return <SkeletonLines lines={10} />
  if (rows.length === 0) return props.empty

  const tracks = `${selectable ? '20px ' : ''}${columns.map((column) => column.width).join(' ')}`
  return (
    <div className="h-list">
      <div ref={scroller} className="h-list-scroll">
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be walked is a grid
          role="grid"
          aria-label={props.label}
          aria-rowcount={(props.count ?? rows.length) + (phone ? 0 : 1)}
          aria-multiselectable={selectable || undefined}
          className={phone ? 'h-list-compact' : undefined}
        >
          {!phone && (
            <ListHead
              columns={columns}
              tracks={tracks}
              sort={props.sort}
              onSort={props.onSort}
              all={
                selectable
                  ? { checked: selection.chosen.length, of: rows.length, toggle: selection.toggleAll }
                  : undefined
              }
            />
          )}
          <tbody style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index]
              if (row === undefined) return null
              return (
                <ListRow
                  key={item.key}
                  row={row}
                  title={props.rowTitle(row)}
                  index={item.index}
                  top={item.start}
                  height={height}
                  tracks={phone ? 'minmax(0, 1fr)' : tracks}
                  columns={columns}
                  compact={phone ? props.compact : undefined}
                  active={item.index === active}
                  reachable={item.index === Math.max(active, 0)}
                  selected={selection.has(row)}
                  onToggle={selectable ? selection.toggle : undefined}
                  onOpen={onOpen && open}
                  onActive={setActive}
                />
              )
            })}
          </tbody>
        </table>
      </div>
      {selection.chosen.length > 0 ? (
        <ListActions count={selection.chosen.length} onClear={selection.clear}>
          {props.actions?.(selection.chosen, selection.clear)}
        </ListActions>
      ) : null}
      <ListKeysHint selectable={selectable} opens={onOpen !== undefined} />
    </div>
  )
}

function keyOf<Row>(rows: readonly Row[], rowId: (row: Row) => string, index: number): string | number {
  const row = rows[index]
  return row === undefined ? index : rowId(row)
}
