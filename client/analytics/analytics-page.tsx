import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useMay } from '../session.tsx'
import { type Outputs, trpc } from '../trpc.ts'
import { BarRows } from '../ui/bar-rows.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { ToggleChip } from '../ui/list/filter-chip.tsx'
import { Page, Section } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { currentTime } from '../ui/time.tsx'
import './analytics.css'

type Summary = Outputs['analytics']['summary']

const route = getRouteApi('/shell/analytics')
const PERIODS = [30, 90, 365] as const
const DAY = 86_400_000

/** How escalating went: how often, how long it took, to whom. */
export function AnalyticsPage() {
  const { days = 90 } = route.useSearch()
  const navigate = route.useNavigate()
  const admin = useMay('admin')
  // The start of the period stays put while the page is open; else every render would ask anew.
  const from = useMemo(() => currentTime() - days * DAY, [days])
  const summary = trpc.analytics.summary.useQuery({ from })
  return (
    <Page
      title="Escalations"
      beside={
        <div className="h-row" style={{ gap: 8 }}>
          {PERIODS.map((period) => (
            <ToggleChip
              key={period}
              label={period === 365 ? 'Last year' : `Last ${period} days`}
              on={period === days}
              onChange={() => void navigate({ search: { days: period }, replace: true })}
            />
          ))}
        </div>
      }
    >
      <Loaded query={summary}>
        {(data) =>
          data.totalEscalations === 0 ? (
            <EmptyState title="No escalations in this time">
              Choose a longer time, or escalate a workflow: every one is counted here with how long it took.
            </EmptyState>
          ) : (
            <Measures summary={data} />
          )
        }
      </Loaded>
      {!admin && <p className="h-faint h-small">Counted: what was assigned or escalated to you and your teams.</p>}
    </Page>
  )
}

function Measures({ summary }: { summary: Summary }) {
  const { timeToEscalate: time, mostEscalatedTo: most } = summary
  const fired = summary.totalEscalations - summary.immediate - summary.armed
  return (
    <>
      <div className="h-measures">
        <Facts size="large">
          <Fact label="escalations">{summary.totalEscalations.toLocaleString('en')}</Fact>
          <Fact label={`mean time to escalate · median ${hours(time.median)} · p90 ${hours(time.p90)}`}>
            {hours(time.mean)}
          </Fact>
          <Fact label={most === null ? 'most escalated to' : `most escalated to, ${most.escalations}`}>
            {most?.name ?? '–'}
          </Fact>
          <Fact label="not needed">{summary.falseEscalations.toLocaleString('en')}</Fact>
          <Fact label="fired late">{summary.firedLate.toLocaleString('en')}</Fact>
        </Facts>
      </div>
      <Section title="How they happened">
        <div style={{ maxWidth: 560 }}>
          <BarRows
            rows={[
              { key: 'immediate', label: 'At once', value: summary.immediate },
              { key: 'triggered', label: 'When triggers came', value: fired },
              { key: 'armed', label: 'Still waiting', value: summary.armed },
            ]}
          />
        </div>
        {summary.conditionalShare !== null && (
          <p className="h-dim" style={{ marginTop: 16 }}>
            {Math.round(summary.conditionalShare * 100)} % were given triggers to wait for.
          </p>
        )}
      </Section>
    </>
  )
}

/** `6.4 h`, `18 min`, `3.1 days`; a dash where nothing was measured. */
function hours(value: number | null): string {
  if (value === null) return '–'
  if (value < 1) return `${Math.round(value * 60)} min`
  return value < 72 ? `${value.toFixed(1)} h` : `${(value / 24).toFixed(1)} days`
}
