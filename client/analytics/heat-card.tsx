import { useRef, useState } from 'react'
import { WEEKDAYS } from '../../shared/analytics/words.ts'
import { ChartCard } from './chart-card.tsx'
import { DrillLink } from './drill-link.tsx'
import { countWords } from './figures.ts'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const two = (hour: number) => String(hour).padStart(2, '0')

/** When escalations were asked for: weekday by hour, in the organization's zone. The arrow keys walk over the cells. */
export function HeatCard({ heat }: { heat: readonly (readonly number[])[] }) {
  const most = Math.max(...heat.flat())
  const [at, setAt] = useState({ day: 0, hour: 9 })
  const grid = useRef<HTMLTableElement>(null)
  const move = (day: number, hour: number) => {
    const next = { day: Math.min(6, Math.max(0, day)), hour: Math.min(23, Math.max(0, hour)) }
    setAt(next)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.day}-${next.hour}"]`)?.focus()
  }
  const steps = new Map([
    ['ArrowUp', [-1, 0]],
    ['ArrowDown', [1, 0]],
    ['ArrowLeft', [0, -1]],
    ['ArrowRight', [0, 1]],
  ])
  return (
    <ChartCard
      title="When"
      note="by weekday and hour"
      empty={most === 0}
      span={2}
      table={{
        titles: ['Weekday', ...HOURS.map(two)],
        rows: heat.map((line, day) => [WEEKDAYS[day] ?? '', ...line]),
      }}
    >
      <table
        ref={grid}
        className="h-heat"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells can be walked is a grid
        role="grid"
        aria-label="Escalations by weekday and hour"
        onKeyDown={(event) => {
          const step = steps.get(event.key)
          if (step === undefined) return
          event.preventDefault()
          move(at.day + (step[0] ?? 0), at.hour + (step[1] ?? 0))
        }}
      >
        <tbody>
          {heat.map((line, day) => (
            <tr key={WEEKDAYS[day]}>
              <th scope="row">{WEEKDAYS[day]?.slice(0, 3)}</th>
              {line.map((count, hour) => {
                const words = `${WEEKDAYS[day]}, ${two(hour)}:00: ${countWords(count)}`
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day never move
                  <td key={hour} onFocus={() => setAt({ day, hour })}>
                    <DrillLink
                      drill={{ weekday: day + 1, hour }}
                      className="h-heat-cell"
                      label={words}
                      title={words}
                      tabIndex={day === at.day && hour === at.hour ? 0 : -1}
                      cell={`${day}-${hour}`}
                    >
                      <span style={{ opacity: count === 0 ? 0 : 0.16 + 0.84 * (count / most) }} />
                    </DrillLink>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            {HOURS.map((hour) => (
              <td key={hour} aria-hidden>
                {hour % 6 === 0 ? two(hour) : ''}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </ChartCard>
  )
}
