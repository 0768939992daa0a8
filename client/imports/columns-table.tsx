import { Select, Table } from '@mantine/core'
import type { ImportMapping, ImportPreview } from '../../shared/imports/schema.ts'
import { Section } from '../ui/page.tsx'
import { Tag } from '../ui/tag.tsx'
import { WideTable } from '../ui/wide-table.tsx'

const LEFT_OUT = ''
const FROM_WORDS = { given: 'as you said', remembered: 'as last time', guessed: 'guessed from the titles' }

/** Which column feeds which of our fields; each may be changed. */
export function ColumnsTable(props: { preview: ImportPreview; onMapping: (mapping: ImportMapping) => void }) {
  const { columns, fields, mappingFrom } = props.preview
  const choices = [
    { value: LEFT_OUT, label: 'Leave out' },
    ...fields.map(({ field, label, required }) => ({ value: field, label: required ? `${label} (needed)` : label })),
  ]
  const change = (title: string, field: string | null) => {
    // A field has one column: taking it for this one frees it from the other.
    const entries = columns.map((column) => {
      if (column.title === title) return [title, field || null]
      return [column.title, field !== '' && column.field === field ? null : column.field]
    })
    props.onMapping(Object.fromEntries(entries))
  }
  return (
    <Section title="Columns" acts={<Tag>{FROM_WORDS[mappingFrom]}</Tag>}>
      <WideTable label="Columns of the file" minWidth={320}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>In the file</Table.Th>
            <Table.Th visibleFrom="sm">For example</Table.Th>
            <Table.Th w="40%">Becomes</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map(({ title, values, field }) => (
            <Table.Tr key={title}>
              <Table.Td fw={500}>{title}</Table.Td>
              <Table.Td className="h-dim h-cut h-map-values" visibleFrom="sm">
                {values.slice(0, 3).join(' · ') || 'empty'}
              </Table.Td>
              <Table.Td>
                <Select
                  size="xs"
                  aria-label={`${title} becomes`}
                  data={choices}
                  value={field ?? LEFT_OUT}
                  allowDeselect={false}
                  onChange={(chosen) => change(title, chosen)}
                  searchable={choices.length > 10}
                  comboboxProps={{ shadow: 'md' }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </Section>
  )
}
