import { Skeleton } from '@mantine/core'
import type { AlertStats as Stats } from '../../shared/alerts/stats.ts'
import { Fact, Facts } from '../ui/facts.tsx'

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

/** How it stands with the alerts, whatever is filtered below. */
export function AlertStats({ stats }: { stats: Stats | undefined }) {
  const figure = (value: number | undefined) =>
    value === undefined ? (
      <Skeleton component="span" display="inline-block" h={20} w={36} />
    ) : (
      value.toLocaleString('en')
    )
  return (
    <div className="h-alert-stats">
      <Facts size="large">
        <Fact label="Open">{figure(stats?.open)}</Fact>
        <Fact label="Acknowledged">{figure(stats?.acknowledged)}</Fact>
        <Fact label="Resolved">{figure(stats?.resolved)}</Fact>
        <Fact label="False positives">
          {stats === undefined
            ? figure(undefined)
            : stats.falsePositiveRate === null
              ? '–'
              : percent.format(stats.falsePositiveRate)}
        </Fact>
        <Fact label="This month">{figure(stats?.totalThisMonth)}</Fact>
      </Facts>
    </div>
  )
}
