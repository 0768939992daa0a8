import { Skeleton } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { lastDayOf } from '../../shared/analytics/calendar.ts'
import type { Outputs } from '../trpc.ts'
import { ChartCard } from './chart-card.tsx'
import { stepWords } from './figures.ts'

type Dashboard = Outputs['analytics']['dashboard']
type TrendCardProps = Pick<Dashboard, 'trend' | 'previousTrend' | 'step'>

const TrendPlot = lazy(() => import('./trend-plot.tsx').then((module) => ({ default: module.TrendPlot })))
const route = getRouteApi('/shell/analytics')

const TITLES = { day: 'Per day', week: 'Per week', month: 'Per month' }
const HEIGHT = 220

/** Escalations over time against the days compared with; a point leads to its day, week or month. */
export function TrendCard({ trend, previousTrend, step }: TrendCardProps) {
  const navigate = useNavigate()
  const { compare: _, ...search } = route.useSearch()
  const open = (key: string) =>
    void navigate({
      to: '/analytics/escalations',
      search: { ...search, period: 'custom', from: key, to: lastDayOf(key, step) },
    })
  const points = trend.map((point, at) => ({
    key: point.key,
    label: stepWords(point.key, step),
    escalations: point.escalations,
    conditional: point.conditional,
    previous: previousTrend[at]?.escalations ?? null,
    mean: point.mean,
  }))
  const compared = previousTrend.length > 0
  return (
    <ChartCard
      title={TITLES[step]}
      note={<TrendLegend compared={compared} />}
      span={2}
      empty={trend.length === 0}
      table={{
        titles: ['From', 'Escalations', 'With triggers', 'Not needed', 'Mean hours', 'Compared with'],
        rows: trend.map((point, at) => [
          point.key,
          point.escalations,
          point.conditional,
          point.notNeeded,
          point.mean,
          previousTrend[at]?.escalations ?? null,
        ]),
        formats: [undefined, undefined, undefined, undefined, (value) => value.toFixed(1), undefined],
      }}
    >
      <Suspense fallback={<Skeleton height={HEIGHT} radius="md" />}>
        <TrendPlot points={points} compared={compared} height={HEIGHT} onOpen={open} />
      </Suspense>
    </ChartCard>
  )
}

function TrendLegend({ compared }: { compared: boolean }) {
  return (
    <span className="h-trend-legend">
      <span>
        <span className="h-stroke" style={{ color: 'var(--h-accent)' }} aria-hidden /> all
      </span>
      <span>
        <span className="h-stroke" style={{ color: 'var(--h-ok)' }} aria-hidden /> with triggers
      </span>
      {compared && (
        <span>
          <span className="h-stroke" data-dashed style={{ color: 'var(--h-ink-3)' }} aria-hidden /> compared with
        </span>
      )}
    </span>
  )
}
