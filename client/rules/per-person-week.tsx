import { Table } from '@mantine/core'
import { WideTable } from '../ui/wide-table.tsx'

type Count = { userId: string; name: string; week: string; count: number }

/** How much a rule would have brought to whom, week by week; a week is called by its Monday. */
export function PerPersonWeek({ counts }: { counts: readonly Count[] }) {
  const weeks = [...new Set(counts.map(({ week }) => week))].sort()
  const people = [...Map.groupBy(counts, ({ userId }) => userId)]
  return (
    <WideTable label="Escalations per person and week" minWidth={160 + weeks.length * 64}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Per week, from its Monday</Table.Th>
          {weeks.map((week) => (
            <Table.Th key={week} ta="right">
              {week.slice(5)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map(([userId, own]) => (
          <Table.Tr key={userId}>
            <Table.Td>{own[0]?.name}</Table.Td>
            {weeks.map((week) => (
              <Table.Td key={week} ta="right">
                {own.find((one) => one.week === week)?.count ?? ''}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}
