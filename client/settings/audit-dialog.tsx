import { Table } from '@mantine/core'
import { Dialog } from '../ui/dialog.tsx'
import { Time } from '../ui/time.tsx'
import { WideTable } from '../ui/wide-table.tsx'
import { actionWords, actorWords, type AuditEvent, fieldWords, valueWords } from './audit-words.ts'

/** One change in full: each field before and after, and the request to look for in the server's log. */
export function AuditDialog({ event, onClose }: { event: AuditEvent | null; onClose: () => void }) {
  return (
    <Dialog
      opened={event !== null}
      onClose={onClose}
      size={720}
      title={event === null ? '' : `${actionWords(event.action)}${event.subjectName && `: ${event.subjectName}`}`}
      lead={
        event !== null && (
          <>
            {actorWords(event)}, <Time at={event.at} />
          </>
        )
      }
    >
      {event !== null && <AuditDetails event={event} />}
    </Dialog>
  )
}

function AuditDetails({ event }: { event: AuditEvent }) {
  const fields = Object.entries(event.diff)
  return (
    <>
      {fields.length === 0 ? (
        <p className="h-dim">No field changed with it.</p>
      ) : (
        <WideTable label="Changed fields" minWidth={420}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Field</Table.Th>
              <Table.Th>Before</Table.Th>
              <Table.Th>After</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map(([field, [before, after]]) => (
              <Table.Tr key={field}>
                <Table.Td>{fieldWords(field)}</Table.Td>
                <Table.Td className="h-dim" style={{ overflowWrap: 'anywhere' }}>
                  {valueWords(before)}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{valueWords(after)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
      )}
      <p className="h-dim h-small" style={{ marginTop: 16, overflowWrap: 'anywhere' }}>
        <code>{event.subject}</code>
        {event.requestId !== null && (
          <>
            {' '}
            · request <code>{event.requestId}</code>
          </>
        )}
      </p>
    </>
  )
}
