import { Button } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { AlertView } from '../../shared/alerts/view.ts'
import { MOST_SENDERS } from '../../shared/messages/map.ts'
import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { ErrorState } from '../ui/states.tsx'
import type { CardActs } from './alert-card.tsx'
import { AlertList } from './alert-list.tsx'
import { AlertStats } from './alert-stats.tsx'
import { AlertBeside } from './alert-beside.tsx'
import './alerts.css'
import { type Closing, CloseDialog } from './close-dialog.tsx'
import { EscalateThis } from './escalate-this.tsx'
import { FilterBar } from './filter-bar.tsx'
import { BulkButtons } from './bulk-buttons.tsx'
import { NoAlerts } from './no-alerts.tsx'
import { SkeletonCards } from './skeleton-cards.tsx'
import { useAlertActs } from './use-alert-acts.ts'
import { useAlertFilters } from './use-alert-filters.ts'

/** What customers wrote that somebody must see to: how it stands, the alerts, and beside them the conversation. */
export function AlertsPage() {
  const filters = useAlertFilters()
  const stats = trpc.alerts.stats.useQuery()
  const query = trpc.alerts.list.useInfiniteQuery(
    { ...filters.filter, limit: 50 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
  )
  const alerts = useMemo(() => query.data?.pages.flatMap((page) => page.alerts) ?? [], [query.data])
  const move = useAlertActs()
  const [closing, setClosing] = useState<Closing | null>(null)
  const [escalating, setEscalating] = useState<AlertView | null>(null)
  const acts: CardActs = {
    move: (alert, status) => void move([alert], status),
    close: (alert, status) => setClosing({ alerts: [alert], status }),
    escalate: setEscalating,
  }
  const show = (id: string | undefined) => filters.change({ alert: id })
  const head = (
    <>
      <AlertStats stats={stats.data} />
      <FilterBar filters={filters} count={query.data?.pages[0]?.count} />
      {query.isPending && <SkeletonCards />}
      {query.error && alerts.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && alerts.length === 0 && (
        <NoAlerts
          filters={filters}
          ever={
            stats.data && stats.data.open + stats.data.acknowledged + stats.data.resolved + stats.data.falsePositive
          }
        />
      )}
    </>
  )
  return (
    <Page title="Alerts" fill acts={<OtherPages />}>
      <div className="h-alerts" data-beside={filters.shown !== undefined || undefined}>
        <AlertList
          alerts={alerts}
          count={query.data?.pages[0]?.count}
          query={query}
          acts={acts}
          shown={filters.shown}
          onShow={(alert) => show(alert.id === filters.shown ? undefined : alert.id)}
          head={head}
          bulk={(chosen, clear) => <BulkButtons alerts={chosen} clear={clear} move={move} close={setClosing} />}
        />
        <AlertBeside id={filters.shown} onClose={() => show(undefined)} />
      </div>
      <CloseDialog closing={closing} onClose={() => setClosing(null)} move={move} />
      <EscalateThis alert={escalating} onClose={() => setEscalating(null)} />
    </Page>
  )
}

/** Where else alerts are cared for: whose messages are whose, and what the analysis has learned. */
function OtherPages() {
  const waiting = trpc.alerts.unmapped.useQuery(undefined, { staleTime: 60_000 }).data?.length ?? 0
  return (
    <>
      <Button variant="default" renderRoot={(props) => <Link to="/alerts/senders" {...props} />}>
        Unknown senders{waiting > 0 && ` · ${waiting}${waiting < MOST_SENDERS ? '' : ' or more'}`}
      </Button>
      <Button variant="default" renderRoot={(props) => <Link to="/alerts/learning" {...props} />}>
        How right it is
      </Button>
    </>
  )
}
