import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Days } from '../../shared/analytics/periods.ts'
import { useMay } from '../session.tsx'
import { type Inputs, trpc } from '../trpc.ts'
import { Loaded } from '../ui/states.tsx'
import { ChartCard } from './chart-card.tsx'
import { FigureTable } from './figure-table.tsx'

type InterruptsCardProps = { filter: Inputs['analytics']['interrupts']; days: Days }

/**
 * How much each person was interrupted: what was told at once by Slack or email, by severity and out of hours. Leads
 * those who may see everybody's delivery log to the person's of these days.
 */
export function InterruptsCard({ filter, days: { firstDay, lastDay } }: InterruptsCardProps) {
  const admin = useMay('admin')
  const query = trpc.analytics.interrupts.useQuery(filter, { placeholderData: keepPreviousData })
  return (
    <Loaded query={query}>
      {(rows) => {
        const table = {
          titles: ['Person', 'All', 'Out of hours', 'Critical', 'High', 'Other alerts', 'Escalations and other'],
          rows: rows.map((row) => [
            row.name,
            row.total,
            row.outOfHours,
            row.critical,
            row.high,
            row.medium + row.low,
            row.other,
          ]),
        }
        return (
          <ChartCard
            title="Interrupt load"
            note="told at once by Slack or email"
            span={3}
            empty={rows.length === 0}
            table={table}
          >
            <FigureTable
              label="Interrupt load"
              table={{ ...table, rows: table.rows.slice(0, 12) }}
              {...(admin && { lead: (line: number) => <PersonLink row={rows[line]} from={firstDay} to={lastDay} /> })}
            />
          </ChartCard>
        )
      }}
    </Loaded>
  )
}

type PersonLinkProps = { row: { userId: string; name: string } | undefined; from: string; to: string }

function PersonLink({ row, from, to }: PersonLinkProps) {
  return (
    <Link to="/settings/deliveries" search={{ person: row?.userId, from, to }} preload={false}>
      {row?.name}
    </Link>
  )
}
