import type { Outputs } from '../trpc.ts'
import { SeriesChart } from '../ui/series-chart.tsx'

/** How risky what the customer wrote was, message by message, 0 to 100. */
export function RiskOverTime({ points }: { points: Outputs['alerts']['get']['riskOverTime'] }) {
  return (
    <SeriesChart
      label="Risk of their messages"
      points={points.map(({ at, score }) => ({ at, value: score }))}
      format={(score) => String(Math.round(score))}
      height={120}
      scale={[0, 100]}
    />
  )
}
