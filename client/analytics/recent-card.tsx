import { Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Outputs } from '../trpc.ts'
import { Loaded, type Loading } from '../ui/states.tsx'
import { Time } from '../ui/time.tsx'
import { WideTable } from '../ui/wide-table.tsx'
import { ChartCard } from './chart-card.tsx'
import { DrillLink } from './drill-link.tsx'
import { hoursWords } from './figures.ts'
import { PhaseTag, recipientOf } from './history-columns.tsx'

/** The latest escalations that fit, the rest one click away. */
export function RecentCard({ query }: { query: Loading<Outputs['analytics']['escalations']> }) {
  return (
    <Loaded query={query}>
      {({ escalations, count }) => (
        <ChartCard
          title="Recent escalations"
          note={<DrillLink drill={{}}>See all {count.toLocaleString('en')}</DrillLink>}
          span={3}
          empty={count === 0}
          table={{
            titles: ['Asked for', 'Customer', 'Workflow', 'Recipient', 'State', 'Hours'],
            rows: escalations.map((one) => [
              new Date(one.createdAt).toISOString(),
              one.customer.name,
              one.definition.name,
              recipientOf(one),
              one.phase,
              one.hours,
            ]),
          }}
        >
          <WideTable label="Recent escalations, table" minWidth={720}>
            <Table.Thead>
              <Table.Tr>
                {['Workflow', 'Recipient', 'Assignee', 'State', 'Time to escalate', 'Asked for'].map((title) => (
                  <Table.Th key={title}>{title}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {escalations.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>
                    <Link to="/workflows/$workflowId" params={{ workflowId: one.workflow.id }} className="h-drill">
                      {one.customer.name}
                    </Link>{' '}
                    <span className="h-dim">{one.definition.name}</span>
                  </Table.Td>
                  <Table.Td>{recipientOf(one)}</Table.Td>
                  <Table.Td>{one.assignee?.name ?? '–'}</Table.Td>
                  <Table.Td>
                    <PhaseTag escalation={one} />
                  </Table.Td>
                  <Table.Td>{hoursWords(one.hours)}</Table.Td>
                  <Table.Td>
                    <Time at={one.createdAt} inList />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
        </ChartCard>
      )}
    </Loaded>
  )
}
