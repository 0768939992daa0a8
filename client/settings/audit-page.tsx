import { Button } from '@mantine/core'
import { keepPreviousData } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import type { AuditSearch } from '../routes/settings.ts'
import { trpc } from '../trpc.ts'
import type { Column } from '../ui/list/column.ts'
import { DataList } from '../ui/list/data-list.tsx'
import { FilterChip, ToggleChip } from '../ui/list/filter-chip.tsx'
import { ListBar, SearchField } from '../ui/list/list-bar.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, SkeletonLines } from '../ui/states.tsx'
import { Time } from '../ui/time.tsx'
import { AuditDialog } from './audit-dialog.tsx'
import { ABOUT_OPTIONS, actionWords, actorWords, type AuditEvent, diffWords } from './audit-words.ts'

const route = getRouteApi('/shell/settings/audit')
const rowId = (row: AuditEvent) => row.id
/** Rows to have before the list waits to be scrolled: pages may come back short. */
const ENOUGH = 40

/** Who changed what: the settings, and on demand every act on workflows and customers. */
export function AuditPage() {
  const search: AuditSearch = route.useSearch()
  const navigate = route.useNavigate()
  const [opened, open] = useState<AuditEvent | null>(null)
  const change = (part: Partial<AuditSearch>) =>
    void navigate({ search: (before: AuditSearch) => ({ ...before, ...part }), replace: true })
  const members = trpc.members.list.useQuery(undefined, { staleTime: 60_000 }).data?.members ?? []
  const filter = {
    ...(search.search !== undefined && { search: search.search }),
    ...(search.about !== undefined && { about: search.about }),
    ...(search.by !== undefined && { actorId: search.by }),
    ...(search.acts === true && { acts: true }),
  }
  const query = trpc.audit.list.useInfiniteQuery(
    { ...filter, limit: 100 },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.events) ?? [], [query.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const looking = rows.length < ENOUGH && hasNextPage
  useEffect(() => {
    if (looking && !isFetchingNextPage) void fetchNextPage()
  }, [looking, isFetchingNextPage, fetchNextPage])
  const filtered = Object.keys(filter).length > 0
  const address = `/api/audit.csv?${new URLSearchParams(Object.entries(filter).map(([key, value]) => [key, String(value)])).toString()}`
  return (
    <Page
      title="Audit log"
      fill
      acts={
        <Button component="a" href={address} download variant="default">
          Download CSV
        </Button>
      }
    >
      <ListBar>
        <SearchField
          label="Search action, name or person"
          value={search.search}
          onChange={(value) => change({ search: value || undefined })}
        />
        <FilterChip
          label="About"
          options={ABOUT_OPTIONS}
          values={search.about === undefined ? [] : [search.about]}
          onChange={([about]) => change({ about })}
        />
        <FilterChip
          label="By"
          options={members.map(({ userId, name }) => ({ value: userId, label: name }))}
          values={search.by === undefined ? [] : [search.by]}
          onChange={([by]) => change({ by })}
        />
        <ToggleChip
          label="With acts on workflows and customers"
          on={search.acts === true}
          onChange={(acts) => change({ acts: acts || undefined })}
        />
      </ListBar>
      <DataList
        label="Audit log"
        rows={rows}
        count={hasNextPage ? undefined : rows.length}
        query={query}
        columns={COLUMNS}
        compact={(row) => <CompactEvent row={row} />}
        compactHeight={84}
        rowId={rowId}
        rowTitle={(row) => actionWords(row.action)}
        onOpen={open}
        empty={
          looking ? (
            <SkeletonLines lines={10} />
          ) : (
            <EmptyState title={filtered ? 'Nothing fits these filters' : 'Nothing has been changed yet'}>
              {filtered
                ? 'Take a filter off, or show acts on workflows and customers too.'
                : 'From now on every change of members, keys, teams, channels and settings is listed here.'}
            </EmptyState>
          )
        }
      />
      <AuditDialog event={opened} onClose={() => open(null)} />
    </Page>
  )
}

const COLUMNS: readonly Column<AuditEvent>[] = [
  { key: 'action', title: 'What', width: 'minmax(0, 1.1fr)', cell: (row) => actionWords(row.action) },
  { key: 'subject', title: 'Of', width: 'minmax(0, 1.2fr)', cell: (row) => row.subjectName },
  {
    key: 'diff',
    title: 'Change',
    width: 'minmax(0, 1.8fr)',
    cell: (row) => <span className="h-dim h-small">{diffWords(row)}</span>,
  },
  { key: 'actor', title: 'By', width: 'minmax(0, 1.1fr)', cell: actorWords },
  { key: 'at', title: 'When', width: '104px', cell: (row) => <Time at={row.at} inList /> },
]

function CompactEvent({ row }: { row: AuditEvent }) {
  return (
    <div>
      <div className="h-row">
        <span className="h-grow h-cut">
          {actionWords(row.action)} <span className="h-dim">{row.subjectName}</span>
        </span>
        <span className="h-dim h-small">
          <Time at={row.at} inList />
        </span>
      </div>
      <div className="h-dim h-small h-cut">{diffWords(row) || '–'}</div>
      <div className="h-dim h-small h-cut">{actorWords(row)}</div>
    </div>
  )
}
