import { AreaChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'
import { percentWords } from './figures.ts'

type SharePlotProps = { shares: readonly { label: string; share: number | null }[]; height: number }

/** The drawing itself: a share, 0 to 1, over time. */
export function SharePlot({ shares, height }: SharePlotProps) {
  return (
    <AreaChart
      h={height}
      data={[...shares]}
      dataKey="label"
      series={[{ name: 'share', label: 'With triggers', color: 'var(--h-ok)' }]}
      curveType="linear"
      strokeWidth={2}
      // A step between two without any is seen as a dot alone.
      withDots={shares.filter(({ share }) => share !== null).length < 32}
      dotProps={{ r: 2.5, strokeWidth: 0 }}
      gridAxis="x"
      tickLine="none"
      gridColor="var(--h-line)"
      textColor="var(--h-ink-3)"
      valueFormatter={percentWords}
      xAxisProps={{ minTickGap: 40 }}
      yAxisProps={{ width: 52, domain: [0, 1], ticks: [0, 0.5, 1] }}
      tooltipAnimationDuration={0}
      areaProps={{ isAnimationActive: false }}
    />
  )
}
