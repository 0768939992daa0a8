import { Button, Popover, Select } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { useState } from 'react'
import { PRIORITIES, type Priority } from '../../shared/workflows/schema.ts'
import type { WorkflowView } from '../../shared/workflows/view.ts'
import { trpc } from '../trpc.ts'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { messageOf } from '../ui/server-issues.ts'
import { browserZone } from '../ui/time.tsx'
import { told } from '../ui/toasts.tsx'
import { PRIORITY_WORDS } from './words.ts'

/** `2027-01-15 09:00:00` in the person's own zone, as the picker wants it. */
function local(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(browserZone())
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')
}

/** Due date and priority, changed in place. */
export function Details({ workflow }: { workflow: WorkflowView }) {
  const [opened, setOpened] = useState(false)
  const [due, setDue] = useState<string | null>(null)
  const [priority, setPriority] = useState<Priority>(workflow.priority)
  const utils = trpc.useUtils()
  const update = trpc.workflows.update.useMutation({
    onSuccess: async (answer) => {
      told(answer.message)
      setOpened(false)
      await utils.workflows.invalidate()
    },
  })
  const open = () => {
    setDue(workflow.dueAt === null ? null : local(workflow.dueAt))
    setPriority(workflow.priority)
    update.reset()
    setOpened(true)
  }
  return (
    <Popover opened={opened} onChange={setOpened} width={300} trapFocus position="bottom-end">
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" onClick={open}>
          Change due date or priority
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          style={{ display: 'grid', gap: 12 }}
          onSubmit={(event) => {
            event.preventDefault()
            update.mutate({ id: workflow.id, dueAt: due === null ? null : Date.parse(due), priority })
          }}
        >
          <DateTimePicker
            label="Due"
            description="In your own time zone."
            clearable
            clearButtonProps={{ 'aria-label': 'No due date' }}
            valueFormat="ddd D MMM YYYY, HH:mm"
            value={due}
            onChange={setDue}
            popoverProps={{ withinPortal: false }}
          />
          <Select
            label="Priority"
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={PRIORITIES.map((value) => ({ value, label: PRIORITY_WORDS[value] }))}
            value={priority}
            onChange={(value) => value !== null && setPriority(value as Priority)}
          />
          <FormMessage>{update.error ? messageOf(update.error) : null}</FormMessage>
          <Submit busy={update.isPending}>Save</Submit>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
