import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { TRIGGER_TYPES } from '../../shared/analytics/schema.ts'
import { type BreakdownRows, breakdownTable } from './breakdown-card.tsx'
import { ChartCard } from './chart-card.tsx'
import { DrillLink } from './drill-link.tsx'
import { countWords, percentWords } from './figures.ts'

const Donut = lazy(() => import('./donut.tsx').then((module) => ({ default: module.Donut })))

const COLORS = new Map<string, string>([
  ['event', 'var(--h-accent)'],
  ['immediate', 'var(--h-ok)'],
  ['date', 'var(--h-high)'],
  ['combined', 'var(--h-ink-3)'],
])
const SIZE = 140

/** Which kinds of triggers escalations waited for, as parts of a whole. */
export function TriggerCard({ rows }: { rows: BreakdownRows }) {
  const total = rows.reduce((sum, { escalations }) => sum + escalations, 0)
  const parts = rows
    .toSorted((a, b) => b.escalations - a.escalations)
    .map(({ key, label, escalations }) => ({ key, name: label, value: escalations, color: COLORS.get(key) ?? '' }))
  return (
    <ChartCard title="By trigger" table={breakdownTable('Trigger', rows)} empty={total === 0}>
      <div className="h-donut">
        <Suspense fallback={<Skeleton circle height={SIZE} />}>
          <Donut parts={parts} size={SIZE} />
        </Suspense>
        <ul className="h-legend">
          {parts.map(({ key, name, value, color }) => (
            <li key={key}>
              <DrillLink
                drill={{ trigger: TRIGGER_TYPES.find((one) => one === key) }}
                className="h-legend-line"
                title={`${name}: ${countWords(value)}`}
              >
                <span className="h-swatch" style={{ background: color }} aria-hidden />
                {name} {percentWords(value / total)}
              </DrillLink>
            </li>
          ))}
        </ul>
      </div>
    </ChartCard>
  )
}
