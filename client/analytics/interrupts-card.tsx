import { keepPreviousData } from '@tanstack/react-query'
import { type Inputs, trpc } from '../trpc.ts'
import { Loaded } from '../ui/states.tsx'
import { ChartCard } from './chart-card.tsx'
import { FigureTable } from './figure-table.tsx'

/** How much each person was interrupted: what was told at once by Slack or email, by severity and out of hours. */
export function InterruptsCard({ filter }: { filter: Inputs['analytics']['interrupts'] }) {
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
            <FigureTable label="Interrupt load" table={{ ...table, rows: table.rows.slice(0, 12) }} />
          </ChartCard>
        )
      }}
    </Loaded>
  )
}
