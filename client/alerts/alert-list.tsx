import { useMediaQuery } from '@mantine/hooks'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { ListQuery } from '../ui/list/column.ts'
import { ListActions } from '../ui/list/list-actions.tsx'
import { useListKeys } from '../ui/list/use-list-keys.ts'
import { useSelection } from '../ui/list/use-selection.ts'
import type { AlertView } from '../../shared/alerts/view.ts'
import { alertTitle } from './alert.ts'
import { AlertCard, type CardActs } from './alert-card.tsx'
import { SEVERITY_WORDS } from './words.ts'

type AlertListProps = {
  alerts: AlertView[]
  /** How many there are in all, loaded or not. */
  count: number | undefined
  query: ListQuery
  acts: CardActs
  shown: string | undefined
  onShow: (alert: AlertView) => void
  /** Above the cards, scrolled with them. */
  head: ReactNode
  bulk: (alerts: AlertView[], clear: () => void) => ReactNode
}

const idOf = (alert: AlertView) => alert.id
const GUESS = 232

/** The cards, of which only those in sight are in the page; j and k move, Enter opens, x selects. */
export function AlertList(props: AlertListProps) {
  const { alerts, query, shown, onShow } = props
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(-1)
  const [margin, setMargin] = useState(0)
  const selection = useSelection(alerts, idOf)
  // oxlint-disable-next-line react/incompatible-library -- the React compiler, which it would disturb, is not used
  const virtual = useVirtualizer({
    count: alerts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESS,
    getItemKey: useCallback((index: number) => alerts[index]?.id ?? index, [alerts]),
    overscan: 4,
    gap: 12,
    scrollMargin: margin,
    useFlushSync: false,
    // The card that has the focus stays in the page, or scrolling would lose the person's place.
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
  useEffect(() => {
    const box = list.current
    if (box === null) return
    const measure = () => setMargin(box.offsetTop)
    const observer = new ResizeObserver(measure)
    if (scroller.current !== null) observer.observe(scroller.current)
    measure()
    return () => observer.disconnect()
  }, [])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= alerts.length - 10) void fetchNextPage?.()
  }, [last, alerts.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  useListKeys({
    rows: alerts.length,
    active,
    onActive(index) {
      setActive(index)
      virtual.scrollToIndex(index, { align: 'auto' })
    },
    onOpen(index) {
      const alert = alerts[index]
      if (alert !== undefined) onShow(alert)
    },
    onToggle(index) {
      const alert = alerts[index]
      if (alert !== undefined && !phone) selection.toggle(alert)
    },
    onToggleAll: () => !phone && selection.toggleAll(),
    onClear: selection.clear,
  })
  return (
    <div className="h-list">
      <div ref={scroller} className="h-list-scroll">
        {props.head}
        <div
          ref={list}
          role="feed"
          aria-label="Alerts"
          aria-busy={isFetchingNextPage}
          style={{ position: 'relative', height: virtual.getTotalSize() }}
        >
          {items.map(({ index, key, start }) => {
            const alert = alerts[index]
            if (alert === undefined) return null
            return (
              <Card
                key={key}
                alert={alert}
                index={index}
                of={props.count ?? alerts.length}
                top={start - margin}
                measure={virtual.measureElement}
                active={index === active}
                reachable={index === Math.max(active, 0)}
                shown={alert.id === shown}
                selected={phone ? undefined : selection.has(alert)}
                onToggle={() => selection.toggle(alert)}
                onActive={() => setActive(index)}
                onShow={() => onShow(alert)}
                acts={props.acts}
              />
            )
          })}
        </div>
      </div>
      {selection.chosen.length > 0 && (
        <ListActions count={selection.chosen.length} onClear={selection.clear}>
          {props.bulk(selection.chosen, selection.clear)}
        </ListActions>
      )}
    </div>
  )
}

type CardProps = {
  alert: AlertView
  index: number
  of: number
  top: number
  measure: (element: Element | null) => void
  active: boolean
  reachable: boolean
  shown: boolean
  /** Left out where nothing can be selected. */
  selected: boolean | undefined
  onToggle: () => void
  onActive: () => void
  onShow: () => void
  acts: CardActs
}

function Card({ alert, index, active, selected, measure, ...props }: CardProps) {
  const element = useRef<HTMLElement | null>(null)
  const attach = useCallback(
    (node: HTMLElement | null) => {
      element.current = node
      measure(node)
    },
    [measure],
  )
  useEffect(() => {
    if (active && !element.current?.contains(document.activeElement)) element.current?.focus({ preventScroll: true })
  }, [active])
  const name = `${SEVERITY_WORDS[alert.severity]}: ${alertTitle(alert)}`
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the list open a card from anywhere on the page
    <article
      ref={attach}
      className="h-card h-alert"
      aria-label={name}
      aria-posinset={index + 1}
      aria-setsize={props.of}
      data-index={index}
      data-active={active || undefined}
      data-shown={props.shown || undefined}
      tabIndex={props.reachable ? 0 : -1}
      style={{ transform: `translateY(${props.top}px)` }}
      onFocus={(event) => event.target === event.currentTarget && props.onActive()}
      onClick={(event) => {
        const target = event.target instanceof Element ? event.target : null
        if (target?.closest('a, button, input, label') || window.getSelection()?.toString()) return
        props.onActive()
        props.onShow()
      }}
    >
      {selected !== undefined && (
        <input
          type="checkbox"
          className="h-check h-alert-check"
          tabIndex={-1}
          aria-label={`Select ${name}`}
          checked={selected}
          onChange={props.onToggle}
        />
      )}
      <AlertCard alert={alert} acts={props.acts} />
    </article>
  )
}
