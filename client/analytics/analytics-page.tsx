import { Button } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { AlertCards } from './alert-cards.tsx'
import './analytics.css'
import { DashboardSkeleton } from './dashboard-skeleton.tsx'
import { Charts } from './charts.tsx'
import { exportAddress } from './export-address.ts'
import { Filters } from './filters.tsx'
import { InterruptsCard } from './interrupts-card.tsx'
import { RecentCard } from './recent-card.tsx'
import { RulesCard } from './rules-card.tsx'
import type { AnalyticsSearch } from './search.ts'
import { Tiles } from './tiles.tsx'
import { useFilter } from './use-filter.ts'
import { ViewsMenu } from './views-menu.tsx'

const route = getRouteApi('/shell/analytics')

/** Who is escalated to, for what, how fast, what was noise and what came late. */
export function AnalyticsPage() {
  const search: AnalyticsSearch = route.useSearch()
  const navigate = route.useNavigate()
  const admin = useMay('admin')
  const { filter, previous, days } = useFilter(search)
  const dashboard = trpc.analytics.dashboard.useQuery(
    { ...filter, ...(previous && { previous }) },
    { placeholderData: keepPreviousData },
  )
  // Asked for here and not where it is shown, so that it comes in the same answer.
  const recent = trpc.analytics.escalations.useQuery({ ...filter, limit: 10 }, { placeholderData: keepPreviousData })
  const change = (part: Partial<AnalyticsSearch>) =>
    void navigate({ search: (before: AnalyticsSearch) => ({ ...before, ...part }) })
  const filtered = Object.keys(filter).length > 2
  return (
    <Page
      title="Escalations"
      acts={
        <>
          <ViewsMenu search={search} onOpen={(next) => void navigate({ search: next })} />
          <Button component="a" variant="default" href={exportAddress(filter)} download>
            Export CSV
          </Button>
        </>
      }
    >
      <Filters search={search} days={days} onChange={change} compares />
      <Loaded query={dashboard} skeleton={<DashboardSkeleton />}>
        {(data) =>
          data.summary.totalEscalations === 0 ? (
            <>
              {!!data.previous?.totalEscalations && (
                <Tiles summary={data.summary} previous={data.previous} days={days} />
              )}
              <EmptyState title="No escalations in these days">
                {filtered
                  ? 'Take a filter off, or choose other days.'
                  : 'Choose other days, or escalate a workflow: every escalation is counted here with how long it took.'}
              </EmptyState>
              {!!data.alerts?.alerts && (
                <div className="h-charts">
                  <AlertCards alerts={data.alerts} days={days} />
                </div>
              )}
            </>
          ) : (
            <div data-stale={dashboard.isPlaceholderData || undefined} className="h-dashboard">
              <Tiles summary={data.summary} previous={data.previous} days={days} />
              <div className="h-charts">
                <Charts data={data} days={days} />
                {admin && <RulesCard days={days} />}
                <InterruptsCard filter={filter} days={days} />
                <RecentCard query={recent} />
              </div>
            </div>
          )
        }
      </Loaded>
      {!admin && <p className="h-faint h-small">Counted: what was assigned or escalated to you and your teams.</p>}
    </Page>
  )
}
