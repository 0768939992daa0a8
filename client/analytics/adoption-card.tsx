import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { Outputs } from '../trpc.ts'
import { ChartCard } from './chart-card.tsx'
import { percentWords, stepWords } from './figures.ts'

type Dashboard = Outputs['analytics']['dashboard']

const SharePlot = lazy(() => import('./share-plot.tsx').then((module) => ({ default: module.SharePlot })))
const HEIGHT = 160

/** Which part of the escalations waited for triggers, over time: whether people schedule rather than shout. */
export function AdoptionCard({ trend, step }: Pick<Dashboard, 'trend' | 'step'>) {
  const shares = trend.map(({ key, escalations, conditional }) => ({
    key,
    label: stepWords(key, step),
    share: escalations === 0 ? null : conditional / escalations,
  }))
  return (
    <ChartCard
      title="Waited for triggers"
      note="share of all"
      empty={shares.every(({ share }) => share === null)}
      table={{
        titles: ['From', 'Share with triggers'],
        rows: shares.map(({ key, share }) => [key, share]),
        formats: [undefined, percentWords],
      }}
    >
      <Suspense fallback={<Skeleton height={HEIGHT} radius="md" />}>
        <SharePlot shares={shares} height={HEIGHT} />
      </Suspense>
    </ChartCard>
  )
}
