import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { periodOf } from '../../shared/analytics/periods.ts'
import { DELIVERY_STATES, DeliveryState } from '../../shared/notifications/schema.ts'
import type { DeliveriesSearch } from '../routes/settings.ts'
import { type Outputs, trpc } from '../trpc.ts'
import type { Column } from '../ui/list/column.ts'
import { DataList } from '../ui/list/data-list.tsx'
import { daysWords } from '../ui/days-words.ts'
import { FilterChip, TakenChip } from '../ui/list/filter-chip.tsx'
import { ListBar } from '../ui/list/list-bar.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { currentTime, Time, useZone } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { DELIVERY_WORDS } from './words.ts'

type Delivery = Outputs['notifications']['deliveries']['deliveries'][number]

const route = getRouteApi('/shell/settings/deliveries')
const CHANNEL_WORDS = { in_app: 'Inbox', slack: 'Slack', email: 'Email' } as const
const rowId = (row: Delivery) => row.id

/** What was sent to whom, by which channel, and what became of it. */
export function DeliveriesPage() {
  const search: DeliveriesSearch = route.useSearch()
  const { state, person, from, to } = search
  const navigate = route.useNavigate()
  const change = (part: DeliveriesSearch) => void navigate({ search: { ...search, ...part }, replace: true })
  const zone = useZone()
  const days = useMemo(
    () =>
      from === undefined ? null : periodOf('custom', zone, currentTime(), { from, ...(to !== undefined && { to }) }),
    [zone, from, to],
  )
  const narrowed = state !== undefined || person !== undefined || days !== null
  const query = trpc.notifications.deliveries.useInfiniteQuery(
    {
      limit: 100,
      ...(state !== undefined && { state }),
      ...(person !== undefined && { userId: person }),
      ...(days !== null && { from: days.from, to: days.to }),
    },
    { getNextPageParam: (page) => page.nextCursor },
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.deliveries) ?? [], [query.data])
  return (
    <Page title="Delivery log" fill>
      <ListBar count={query.data?.pages[0]?.count}>
        <FilterChip
          label="State"
          options={DELIVERY_STATES.map((value) => ({ value, label: DELIVERY_WORDS[value].label }))}
          values={state === undefined ? [] : [state]}
          onChange={([chosen]) => change({ state: chosen === undefined ? undefined : DeliveryState.parse(chosen) })}
        />
        {person !== undefined && (
          <TakenChip
            words={`to ${rows[0]?.person.name ?? 'one person'}`}
            onTakeOff={() => change({ person: undefined })}
          />
        )}
        {days !== null && (
          <TakenChip words={`made ${daysWords(days)}`} onTakeOff={() => change({ from: undefined, to: undefined })} />
        )}
      </ListBar>
      <DataList
        label="Deliveries"
        rows={rows}
        count={query.data?.pages[0]?.count}
        query={query}
        columns={COLUMNS}
        compact={(row) => <CompactDelivery row={row} />}
        compactHeight={92}
        rowId={rowId}
        rowTitle={(row) => row.title}
        empty={
          <EmptyState title={narrowed ? 'Nothing fits these filters' : 'Nothing was sent yet'}>
            {!narrowed
              ? 'Connect Slack or email, and every message Hoist sends is listed here with what became of it.'
              : 'Take a filter off to see more deliveries.'}
          </EmptyState>
        }
      />
    </Page>
  )
}

const COLUMNS: readonly Column<Delivery>[] = [
  { key: 'title', title: 'About', width: 'minmax(0, 2fr)', cell: (row) => row.title },
  { key: 'person', title: 'To', width: 'minmax(0, 1fr)', cell: (row) => row.person.name },
  { key: 'channel', title: 'By', width: '64px', cell: (row) => CHANNEL_WORDS[row.channel] },
  { key: 'state', title: 'State', width: 'minmax(96px, 1.4fr)', cell: (row) => <StateCell row={row} /> },
  { key: 'at', title: 'When', width: '104px', cell: (row) => <Time at={row.sentAt ?? row.createdAt} inList /> },
  { key: 'act', title: '', width: '96px', align: 'end', cell: (row) => <SendAgain row={row} /> },
]

function StateCell({ row }: { row: Delivery }) {
  const { label, tone } = DELIVERY_WORDS[row.state]
  const more = row.mayHaveArrivedTwice
    ? 'may have arrived twice'
    : (row.lastError ?? (row.attempts > 1 ? `${row.attempts} tries` : ''))
  return (
    <span title={row.lastError ?? undefined}>
      <Tag tone={tone}>{label}</Tag> <span className="h-dim h-small">{more}</span>
    </span>
  )
}

function CompactDelivery({ row }: { row: Delivery }) {
  return (
    <div>
      <div className="h-row">
        <span className="h-grow h-cut">{row.title}</span>
        <SendAgain row={row} />
      </div>
      <div className="h-dim h-small h-cut">
        {row.person.name} · {CHANNEL_WORDS[row.channel]} · <Time at={row.sentAt ?? row.createdAt} inList />
      </div>
      <div className="h-cut">
        <StateCell row={row} />
      </div>
    </div>
  )
}

function SendAgain({ row }: { row: Delivery }) {
  const utils = trpc.useUtils()
  const send = trpc.notifications.sendAgain.useMutation({
    onSuccess: () => {
      told('It is on its way again')
      return utils.notifications.deliveries.invalidate()
    },
    onError: (error) => failed('It was not sent again', error),
  })
  if (row.state !== 'dead') return null
  return (
    <Button size="compact-xs" variant="default" loading={send.isPending} onClick={() => send.mutate({ id: row.id })}>
      Send again
    </Button>
  )
}
