import { metricValue } from '../workflows/customer-facts.tsx'
import type { Outputs } from '../trpc.ts'
import type { Column } from '../ui/list/column.ts'
import { Time } from '../ui/time.tsx'

export type CustomerRow = Outputs['customers']['list']['customers'][number]

function Reading({ customer, metric }: { customer: CustomerRow; metric: string }) {
  const reading = customer.metrics.find((one) => one.metric === metric)
  return reading === undefined ? <span className="h-faint">–</span> : metricValue(metric, reading.value)
}

export const CUSTOMER_COLUMNS: readonly Column<CustomerRow>[] = [
  {
    key: 'name',
    title: 'Customer',
    width: 'minmax(0, 2fr)',
    sort: 'name',
    cell: (row) => (
      <b className="h-cut" style={{ fontWeight: 500 }}>
        {row.name}
      </b>
    ),
  },
  {
    key: 'segment',
    title: 'Segment',
    width: '116px',
    cell: (row) => row.segment ?? <span className="h-faint">–</span>,
  },
  {
    key: 'owner',
    title: 'Owner',
    width: 'minmax(0, 1fr)',
    cell: (row) => <span className="h-cut">{row.owner?.name ?? <span className="h-faint">nobody</span>}</span>,
  },
  { key: 'arr', title: 'ARR', width: '104px', align: 'end', cell: (row) => <Reading customer={row} metric="arr" /> },
  {
    key: 'health',
    title: 'Health',
    width: '76px',
    align: 'end',
    cell: (row) => <Reading customer={row} metric="health_score" />,
  },
  {
    key: 'renewal',
    title: 'Renewal',
    width: '132px',
    sort: 'renewal',
    cell: (row) => (row.renewalAt === null ? <span className="h-faint">–</span> : <Time at={row.renewalAt} inList />),
  },
  {
    key: 'login',
    title: 'Last login',
    width: '124px',
    cell: (row) =>
      row.lastLoginAt === null ? <span className="h-faint">never</span> : <Time at={row.lastLoginAt} inList />,
  },
  {
    key: 'updated',
    title: 'Changed',
    width: '116px',
    sort: 'updated',
    cell: (row) => <Time at={row.updatedAt} inList />,
  },
]

/** A customer on a phone: two lines. */
export function CompactCustomer({ customer }: { customer: CustomerRow }) {
  return (
    <div style={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <span className="h-row">
        <b className="h-grow h-cut" style={{ fontWeight: 500 }}>
          {customer.name}
        </b>
        <Reading customer={customer} metric="arr" />
      </span>
      <span className="h-row h-small h-dim">
        <span className="h-grow h-cut">
          {[customer.segment, customer.owner?.name].filter(Boolean).join(' · ') || 'no segment'}
        </span>
        <span>
          health <Reading customer={customer} metric="health_score" />
        </span>
      </span>
    </div>
  )
}
