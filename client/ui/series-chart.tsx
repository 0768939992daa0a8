import { Button, Skeleton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import './parts.css'
import { exactWords } from './relative.ts'
import { useZone } from './time.tsx'

/** One reading: when (epoch milliseconds) and how much. */
export type Point = { at: number; value: number }

const LinePlot = lazy(() => import('./line-plot.tsx').then((module) => ({ default: module.LinePlot })))

type SeriesChartProps = {
  label: string
  points: readonly Point[]
  format: (value: number) => string
  height?: number
  /** Least and most of the scale; left out, the scale fits the readings. */
  scale?: readonly [number, number]
}

/** A measure over time as a line, oldest first; the same numbers as a table for those who cannot see it or want to copy. */
export function SeriesChart({ label, points, format, height = 180, scale }: SeriesChartProps) {
  const [asTable, setAsTable] = useState(false)
  return (
    <figure style={{ margin: 0 }} aria-label={label}>
      <div className="h-row" style={{ marginBottom: 4 }}>
        <figcaption className="h-grow h-dim h-small">{label}</figcaption>
        <Button size="compact-xs" variant="subtle" color="muted" onClick={() => setAsTable(!asTable)}>
          {asTable ? 'View as chart' : 'View as table'}
        </Button>
      </div>
      {asTable ? (
        <SeriesTable label={label} points={points} format={format} height={height} />
      ) : points.length < 2 ? (
        <p className="h-faint">Not enough readings for a line yet.</p>
      ) : (
        <Suspense fallback={<Skeleton height={height} radius="md" />}>
          <LinePlot points={points} format={format} height={height} name={label} scale={scale} />
        </Suspense>
      )}
    </figure>
  )
}

function SeriesTable({ label, points, format, height }: Omit<Required<SeriesChartProps>, 'scale'>) {
  const zone = useZone()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={`${label}, table`} style={{ maxHeight: Math.max(height, 240), overflow: 'auto' }} tabIndex={0}>
      <table style={{ width: '100%' }}>
        <thead>
          <tr className="h-faint h-small" style={{ textAlign: 'left' }}>
            <th scope="col">When</th>
            <th scope="col" style={{ textAlign: 'right' }}>
              Value
            </th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two readings may share their instant; rows hold no state
            <tr key={index}>
              <td>{exactWords(point.at, zone)}</td>
              <td style={{ textAlign: 'right' }}>{format(point.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
