import { Table } from '@mantine/core'
import type { DetectorQuality } from '../../shared/alerts/quality.ts'
import { tagWords } from './words.ts'

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })

/** How often each detector was right, the one that was wrong most often first. */
export function Detectors({ detectors }: { detectors: readonly DetectorQuality[] }) {
  if (detectors.length === 0) return <p className="h-dim">What was judged held no finding of any detector.</p>
  return (
    <Table aria-label="Detectors" style={{ maxWidth: 620 }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Found</Table.Th>
          <Table.Th ta="right">Right</Table.Th>
          <Table.Th ta="right">Wrong</Table.Th>
          <Table.Th ta="right">Precision</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {detectors.map(({ tag, right, wrong, precision }) => (
          <Table.Tr key={tag}>
            <Table.Td>{tagWords(tag)}</Table.Td>
            <Table.Td ta="right">{right}</Table.Td>
            <Table.Td ta="right">{wrong}</Table.Td>
            <Table.Td ta="right">{percent.format(precision)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
