import { Table } from '@mantine/core'
import { type Outputs, trpc } from '../trpc.ts'
import { Page, Section } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'

type Field = Outputs['rules']['fields'][number]

const TYPE_WORDS: Record<Field['type'], string> = {
  number: 'a number',
  text: 'text',
  list: 'a list of words',
  boolean: 'yes or no',
  any: 'a number, text, or yes or no',
}

/** The facts that conditions may ask for, with the metrics and properties this organization has. */
export function RulesPage() {
  const fields = trpc.rules.fields.useQuery()
  return (
    <Page title="Rules">
      <p className="h-dim" style={{ maxWidth: 620 }}>
        Routing rules will escalate by themselves when facts match. They cannot be written yet. Below is what they will
        read: the catalogue grows with every metric and property you send or import.
      </p>
      <Loaded query={fields}>
        {(list) => (
          <>
            {[...Map.groupBy(list, ({ group }) => group)].map(([group, members]) => (
              <Section key={group} title={group}>
                <FieldTable fields={members} />
              </Section>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function FieldTable({ fields }: { fields: readonly Field[] }) {
  return (
    <Table layout="fixed" maw={760}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Fact</Table.Th>
          <Table.Th>Name in a rule</Table.Th>
          <Table.Th w="22%" visibleFrom="xs">
            Is
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map(({ field, label, type }) => (
          <Table.Tr key={field}>
            <Table.Td>{label}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <code>{field}</code>
            </Table.Td>
            <Table.Td className="h-dim" visibleFrom="xs">
              {TYPE_WORDS[type]}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
