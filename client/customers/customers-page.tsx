import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { CustomersSearch } from '../routes/customers.ts'
import { useMay } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { DataList } from '../ui/list/data-list.tsx'
import { FilterChip } from '../ui/list/filter-chip.tsx'
import { ListBar, SearchField } from '../ui/list/list-bar.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { CompactCustomer, CUSTOMER_COLUMNS, type CustomerRow } from './columns.tsx'
import { CustomerDialog } from './customer-dialog.tsx'

const route = getRouteApi('/shell/customers')
const idOf = (row: CustomerRow) => row.id
const nameOf = (row: CustomerRow) => row.name

/** Every customer: searched, filtered and sorted, all in the address. */
export function CustomersPage() {
  const search: CustomersSearch = route.useSearch()
  const navigate = useNavigate()
  const here = route.useNavigate()
  const mayEdit = useMay('admin')
  const [adding, add] = useDisclosure(false)
  const change = (part: Partial<CustomersSearch>) =>
    void here({ search: (before: CustomersSearch) => ({ ...before, ...part }), replace: true })
  const members = trpc.members.list.useQuery(undefined, { staleTime: 60_000 }).data?.members ?? []
  const sort = search.sort ?? 'name'
  const order = search.order ?? 'asc'
  const query = trpc.customers.list.useInfiniteQuery(
    {
      sort,
      order,
      limit: 100,
      ...(search.search === undefined ? {} : { search: search.search }),
      ...(search.segment === undefined ? {} : { segment: search.segment }),
      ...(search.owner === undefined ? {} : { ownerId: search.owner }),
    },
    { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
  )
  const rows = query.data?.pages.flatMap((page) => page.customers) ?? []
  const count = query.data?.pages[0]?.count
  const filtered = search.search !== undefined || search.segment !== undefined || search.owner !== undefined
  const clear = () => change({ search: undefined, segment: undefined, owner: undefined })
  const segments = [
    ...new Set([...rows.flatMap(({ segment }) => segment ?? []), ...(search.segment ? [search.segment] : [])]),
  ].sort()
  return (
    <Page
      title="Customers"
      fill
      acts={
        mayEdit && (
          <Button variant="default" onClick={add.open}>
            New customer
          </Button>
        )
      }
    >
      <ListBar count={count} noun={count === 1 ? 'customer' : 'customers'}>
        <SearchField
          label="Search name or id"
          value={search.search}
          onChange={(value) => change({ search: value || undefined })}
        />
        <FilterChip
          label="Segment"
          values={search.segment === undefined ? [] : [search.segment]}
          options={segments.map((value) => ({ value, label: value }))}
          onChange={([segment]) => change({ segment })}
        />
        <FilterChip
          label="Owner"
          values={search.owner === undefined ? [] : [search.owner]}
          options={[
            { value: 'me', label: 'Me' },
            { value: 'none', label: 'Nobody' },
            ...members.map(({ userId, name }) => ({ value: userId, label: name })),
          ]}
          onChange={([owner]) => change({ owner })}
        />
        {filtered && (
          <Button size="compact-sm" variant="subtle" color="muted" onClick={clear}>
            Clear filters
          </Button>
        )}
      </ListBar>
      <DataList
        label="Customers"
        rows={rows}
        count={count}
        query={query}
        columns={CUSTOMER_COLUMNS}
        compact={(row) => <CompactCustomer customer={row} />}
        rowId={idOf}
        rowTitle={nameOf}
        sort={{ by: sort, direction: order }}
        onSort={({ by, direction }) => change({ sort: by as typeof sort, order: direction })}
        onOpen={(row) => void navigate({ to: '/customers/$customerId', params: { customerId: row.id } })}
        empty={
          filtered ? (
            <EmptyState title="No customer fits these filters" acts={<Button onClick={clear}>Clear filters</Button>} />
          ) : (
            <EmptyState title="No customers yet">
              Import your CRM’s export under Imports, post them to /api/customers, or add one by hand.
            </EmptyState>
          )
        }
      />
      {mayEdit && <CustomerDialog customer={null} opened={adding} onClose={add.close} />}
    </Page>
  )
}
