import type { ReactNode } from 'react'
import { countWords } from './figures.ts'
import { DrillLink } from './drill-link.tsx'
import type { Drill } from './search.ts'

/** What a link to rows other than escalations is given. */
export type LinkParts = { className: string; title?: string; children: ReactNode }

export type LinkBar = {
  key: string
  label: string
  value: number
  note?: string
  /** The escalations it counts. */
  drill?: Drill
  /** Where what it counts is no escalations: the link to it. */
  link?: (parts: LinkParts) => ReactNode
}

/** A breakdown as bars with their numbers, each leading to what it counts. */
export function LinkBars({ bars, most = 8 }: { bars: readonly LinkBar[]; most?: number }) {
  const shown = bars.slice(0, most)
  const largest = Math.max(1, ...shown.map(({ value }) => value))
  const more = bars.length - shown.length
  return (
    <>
      <ul className="h-link-bars">
        {shown.map(({ key, label, value, drill, link, note }) => {
          const content = (
            <>
              <span className="h-cut">{label}</span>
              <span className="h-bar-track" aria-hidden>
                {value > 0 && <span className="h-bar" style={{ width: `${(value / largest) * 100}%` }} />}
              </span>
              <span className="h-bar-value">{countWords(value)}</span>
            </>
          )
          const parts = { className: 'h-bar-line', children: content, ...(note !== undefined && { title: note }) }
          return (
            <li key={key} title={note}>
              {drill !== undefined ? <DrillLink drill={drill} {...parts} /> : (link?.(parts) ?? <span {...parts} />)}
            </li>
          )
        })}
      </ul>
      {more > 0 && <p className="h-faint h-small h-bars-more">and {countWords(more)} more: view as table</p>}
    </>
  )
}
