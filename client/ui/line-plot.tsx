import { LineChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'
import { exactWords } from './relative.ts'
import type { Point } from './series-chart.tsx'
import { timeTicks } from './time-ticks.ts'
import { useZone } from './time.tsx'

type LinePlotProps = {
  points: readonly Point[]
  format: (value: number) => string
  height: number
  name: string
  scale: readonly [number, number] | undefined
}

/** The drawing itself: apart, so that its library is loaded only where a line is drawn. */
export function LinePlot({ points, format, height, name, scale }: LinePlotProps) {
  const zone = useZone()
  const days = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'short' })
  const day = (at: number) => days.format(at)
  return (
    <LineChart
      h={height}
      data={points.map(({ at, value }) => ({ at, value }))}
      dataKey="at"
      series={[{ name: 'value', label: name, color: 'var(--h-accent)' }]}
      curveType="linear"
      strokeWidth={2}
      withDots={points.length < 40}
      dotProps={{ r: 2.5, strokeWidth: 0, fill: 'var(--h-accent)' }}
      gridAxis="y"
      tickLine="none"
      valueFormatter={format}
      gridColor="var(--h-line)"
      textColor="var(--h-ink-3)"
      xAxisProps={{
        type: 'number',
        scale: 'time',
        domain: ['dataMin', 'dataMax'],
        ticks: timeTicks(points[0]?.at ?? 0, points.at(-1)?.at ?? 0, day),
        tickFormatter: day,
        minTickGap: 48,
      }}
      yAxisProps={{
        width: 56,
        domain: scale === undefined ? ['auto', 'auto'] : [...scale],
        tickCount: scale === undefined ? 4 : 3,
      }}
      tooltipProps={{ labelFormatter: (at) => (typeof at === 'number' ? exactWords(at, zone) : '') }}
      tooltipAnimationDuration={0}
      lineProps={{ isAnimationActive: false }}
    />
  )
}
