import { DonutChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'

type Part = { name: string; value: number; color: string }

/** The drawing itself; the legend beside it says the same in words. */
export function Donut({ parts, size }: { parts: readonly Part[]; size: number }) {
  return (
    <div aria-hidden style={{ width: size, height: size, flex: 'none' }}>
      <DonutChart
        data={[...parts]}
        size={size}
        thickness={22}
        paddingAngle={0}
        strokeWidth={0}
        withTooltip
        tooltipDataSource="segment"
        tooltipAnimationDuration={0}
        pieChartProps={{ accessibilityLayer: false }}
        pieProps={{ isAnimationActive: false, rootTabIndex: -1 }}
      />
    </div>
  )
}
