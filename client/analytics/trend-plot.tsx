import { ChartTooltip, LineChart } from '@mantine/charts'
import { type ComponentProps, useEffect, useRef } from 'react'
import '@mantine/charts/styles.layer.css'

export type TrendPlotPoint = {
  key: string
  label: string
  escalations: number
  conditional: number
  previous: number | null
}

type TrendPlotProps = {
  points: readonly TrendPlotPoint[]
  compared: boolean
  height: number
  onOpen: (key: string) => void
}

const SERIES = [
  { name: 'escalations', label: 'Escalations', color: 'var(--h-accent)' },
  { name: 'conditional', label: 'With triggers', color: 'var(--h-ok)' },
]
const COMPARED = { name: 'previous', label: 'Compared with', color: 'var(--h-ink-3)', strokeDasharray: '4 4' }

/** The drawing itself: apart, so that its library is loaded only where a chart is drawn. */
export function TrendPlot({ points, compared, height, onOpen }: TrendPlotProps) {
  /** The point whose tooltip is shown: the arrow keys move it, Enter opens it. */
  const shown = useRef<string | undefined>(undefined)
  const series = compared ? [...SERIES, COMPARED] : SERIES
  const top = topOf(Math.max(4, ...points.flatMap(({ escalations, previous }) => [escalations, previous ?? 0])))
  return (
    <LineChart
      h={height}
      data={[...points]}
      dataKey="label"
      series={series}
      curveType="linear"
      strokeWidth={2}
      withDots={points.length < 32}
      dotProps={{ r: 2.5, strokeWidth: 0 }}
      gridAxis="x"
      tickLine="none"
      gridColor="var(--h-line)"
      textColor="var(--h-ink-3)"
      xAxisProps={{ minTickGap: 40 }}
      yAxisProps={{
        width: 44,
        allowDecimals: false,
        domain: [0, top],
        ticks: [0, 1, 2, 3, 4].map((step) => (top * step) / 4),
      }}
      tooltipAnimationDuration={0}
      lineProps={{ isAnimationActive: false }}
      tooltipProps={{
        content: ({ label, payload, active }) => (
          <Tip
            label={label}
            payload={[...(payload ?? [])]}
            series={series}
            onShow={() => {
              const point = payload?.[0]?.payload as TrendPlotPoint | undefined
              shown.current = active ? point?.key : undefined
            }}
          />
        ),
      }}
      lineChartProps={{
        onClick: ({ activeTooltipIndex }) => {
          const point = points[Number(activeTooltipIndex)]
          if (point !== undefined) onOpen(point.key)
        },
      }}
      onKeyDown={({ key }) => {
        if (key === 'Enter' && shown.current !== undefined) onOpen(shown.current)
      }}
      className="h-plot"
    />
  )
}

type TipProps = ComponentProps<typeof ChartTooltip> & { onShow: () => void }

/** A tooltip that tells of which point it is. */
function Tip({ onShow, ...tooltip }: TipProps) {
  useEffect(onShow)
  return <ChartTooltip {...tooltip} />
}

/** A round number at or above the largest value, which four even steps lead to. */
function topOf(most: number): number {
  const unit = most <= 40 ? 4 : 10 ** Math.floor(Math.log10(most)) * 0.4
  return Math.ceil(most / unit) * unit
}
