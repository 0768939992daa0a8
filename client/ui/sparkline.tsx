import type { Point } from './series-chart.tsx'

const WIDTH = 96
const HEIGHT = 24

/** A measure's course in one line of text height; decoration beside the number, which says it in words. */
export function Sparkline({ points }: { points: readonly Point[] }) {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined || points.length < 2) return null
  const values = points.map(({ value }) => value)
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const length = last.at - first.at || 1
  const path = points
    .map(({ at, value }) => {
      const x = 1 + ((at - first.at) / length) * (WIDTH - 2)
      const y = HEIGHT - 2 - ((value - low) / span) * (HEIGHT - 4)
      return `${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join(' L ')
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
      <path d={`M ${path}`} fill="none" stroke="var(--h-accent)" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  )
}
