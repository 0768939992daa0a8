import { Button } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { EscalationLine } from '../../shared/analytics/line.ts'
import { trpc } from '../trpc.ts'
import { DataList } from '../ui/list/data-list.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { currentTime } from '../ui/time.tsx'
import './analytics.css'
import { DrillChips } from './drill-chips.tsx'
import { exportAddress } from './export-address.ts'
import { Filters } from './filters.tsx'
import { CompactEscalation, HISTORY_COLUMNS } from './history-columns.tsx'
import type { HistorySearch } from './search.ts'
import { useFilter } from './use-filter.ts'

const route = getRouteApi('/shell/analytics/escalations')
const idOf = (row: EscalationLine) => row.id
const titleOf = (row: EscalationLine) => `${row.definition.name} for ${row.customer.name}`
const DAY = 86_400_000

/** The escalations behind a number of the analytics page. */
export function HistoryPage() {
  const search: HistorySearch = route.useSearch()
  const go = route.useNavigate()
  const navigate = useNavigate()
  const { days, filter: base } = useFilter(search)
  const filter = useDrill(search, base)
  const query = trpc.analytics.escalations.useInfiniteQuery(
    { ...filter, limit: 100 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
  )
  const rows = query.data?.pages.flatMap((page) => page.escalations) ?? []
  const count = query.data?.pages[0]?.count
  const change = (part: Partial<HistorySearch>) =>
    void go({ search: (before: HistorySearch) => ({ ...before, ...part }), replace: true })
  const { period, from, to, definition, recipient, team, trigger, source } = search
  return (
    <Page
      title="Escalation history"
      fill
      beside={
        <Link
          to="/analytics"
          search={{ period, from, to, definition, recipient, team, trigger, source }}
          className="h-drill"
        >
          Analytics
        </Link>
      }
      acts={
        <Button component="a" variant="default" href={exportAddress(filter)} download>
          Export CSV
        </Button>
      }
    >
      <Filters search={search} days={days} onChange={change} />
      <DrillChips search={search} onChange={change} count={count} />
      <DataList
        label="Escalations"
        rows={rows}
        count={count}
        query={query}
        columns={HISTORY_COLUMNS}
        compact={(row) => <CompactEscalation escalation={row} />}
        rowId={idOf}
        rowTitle={titleOf}
        onOpen={(row) => void navigate({ to: '/workflows/$workflowId', params: { workflowId: row.workflow.id } })}
        empty={<EmptyState title="No escalation fits">Take a filter off, or choose other days.</EmptyState>}
      />
    </Page>
  )
}

/** What a bar or cell stands for, on top of the filters; ages are counted from now. */
function useDrill(search: HistorySearch, base: ReturnType<typeof useFilter>['filter']) {
  const { only, triggers, logic, weekday, hour, day, olderThan, youngerThan } = search
  return useMemo(() => {
    const now = currentTime()
    return {
      ...base,
      ...(youngerThan !== undefined && { from: Math.max(base.from, now - youngerThan * DAY + 1) }),
      ...(olderThan !== undefined && { to: Math.min(base.to, now - olderThan * DAY + 1) }),
      ...(only !== undefined && { only }),
      ...(triggers !== undefined && { triggerCount: triggers }),
      ...(logic !== undefined && { logic }),
      ...(weekday !== undefined && { weekday }),
      ...(hour !== undefined && { hour }),
      ...(day !== undefined && { day }),
    }
  }, [base, only, triggers, logic, weekday, hour, day, olderThan, youngerThan])
}
