import { Table } from '@mantine/core'
import type { PreviewIssue } from '../../shared/imports/schema.ts'
import { WideTable } from '../ui/wide-table.tsx'

/** What is wrong, where: line, column, value and reason. */
export function IssuesTable({ issues }: { issues: readonly PreviewIssue[] }) {
  return (
    <WideTable label="Mistakes" minWidth={560}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={64}>Line</Table.Th>
          <Table.Th w={160}>Column</Table.Th>
          <Table.Th w={200}>Value</Table.Th>
          <Table.Th>What is wrong</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {issues.map((issue) => (
          <Table.Tr key={`${issue.line} ${issue.column} ${issue.reason}`}>
            <Table.Td>{issue.line}</Table.Td>
            <Table.Td>{issue.column}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {issue.value === '' ? <span className="h-faint">empty</span> : <code>{issue.value}</code>}
            </Table.Td>
            <Table.Td>{issue.reason}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}
