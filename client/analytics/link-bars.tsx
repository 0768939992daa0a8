import { countWords } from './figures.ts'
import { DrillLink } from './drill-link.tsx'
import type { Drill } from './search.ts'

export type LinkBar = { key: string; label: string; value: number; drill?: Drill; note?: string }

/** A breakdown as bars with their numbers, each leading to what it counts. */
export function LinkBars({ bars, most = 8 }: { bars: readonly LinkBar[]; most?: number }) {
  const shown = bars.slice(0, most)
  const largest = Math.max(1, ...shown.map(({ value }) => value))
  const more = bars.length - shown.length
  return (
    <>
      <ul className="h-link-bars">
        {shown.map(({ key, label, value, drill, note }) => {
          const content = (
            <>
              <span className="h-cut">{label}</span>
              <span className="h-bar-track" aria-hidden>
                {value > 0 && <span className="h-bar" style={{ width: `${(value / largest) * 100}%` }} />}
              </span>
              <span className="h-bar-value">{countWords(value)}</span>
            </>
          )
          return (
            <li key={key} title={note}>
              {drill === undefined ? (
                <span className="h-bar-line">{content}</span>
              ) : (
                <DrillLink drill={drill} className="h-bar-line" {...(note !== undefined && { title: note })}>
                  {content}
                </DrillLink>
              )}
            </li>
          )
        })}
      </ul>
      {more > 0 && <p className="h-faint h-small">and {countWords(more)} more: view as table</p>}
    </>
  )
}
