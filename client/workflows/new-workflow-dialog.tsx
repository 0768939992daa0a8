import { Button, Select } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { PRIORITIES, type Priority } from '../../shared/workflows/schema.ts'
import { trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { told } from '../ui/toasts.tsx'
import { PRIORITY_WORDS } from './words.ts'

const FIELDS = ['customerId', 'definition', 'assigneeId', 'dueAt', 'priority'] as const

type Draft = {
  customerId: string | null
  definition: string | null
  assigneeId: string | null
  due: string | null
  priority: Priority
}

const EMPTY: Draft = { customerId: null, definition: null, assigneeId: null, due: null, priority: 'normal' }

type NewWorkflowProps = {
  opened: boolean
  onClose: () => void
  /** Given where one is on screen already. */
  customerId?: string
  /** What happens next with the new workflow; left out, its page opens. */
  onCreated?: (id: string) => void
}

/** Starts a workflow by hand. */
export function NewWorkflowDialog(props: NewWorkflowProps) {
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title="New workflow" lead="A piece of work on one customer.">
      {props.opened && (
        <NewWorkflowForm onClose={props.onClose} customerId={props.customerId ?? null} onCreated={props.onCreated} />
      )}
    </Dialog>
  )
}

type FormProps = {
  onClose: () => void
  customerId: string | null
  onCreated: ((id: string) => void) | undefined
}

function NewWorkflowForm({ onClose, customerId, onCreated }: FormProps) {
  const [draft, setDraft] = useState<Draft>({ ...EMPTY, customerId })
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search.trim(), 200)
  const utils = trpc.useUtils()
  const navigate = useNavigate()
  const customers = trpc.customers.list.useQuery({ limit: 50, ...(asked === '' ? {} : { search: asked }) })
  const definitions = trpc.definitions.list.useQuery()
  const members = trpc.members.list.useQuery()
  const create = trpc.workflows.create.useMutation({
    onSuccess: async ({ id }) => {
      told('The workflow was created')
      onClose()
      await utils.workflows.invalidate()
      if (onCreated !== undefined) onCreated(id)
      else await navigate({ to: '/workflows/$workflowId', params: { workflowId: id } })
    },
  })
  const issues = useServerIssues(create.error, FIELDS)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const missing = draft.customerId === null || draft.definition === null
  return (
    <form
      style={{ display: 'grid', gap: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        const { due, definition, customerId: chosen, ...rest } = draft
        if (chosen === null || definition === null) return
        create.mutate({ ...rest, customerId: chosen, definition, dueAt: due === null ? null : Date.parse(due) })
      }}
    >
      {customerId === null && (
        <Select
          label="Customer"
          withAsterisk
          searchable
          data-autofocus
          filter={({ options }) => options}
          onSearchChange={setSearch}
          data={(customers.data?.customers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.customerId}
          onChange={(value) => change({ customerId: value })}
          nothingFoundMessage="No customer of that name"
          error={issues.field('customerId')}
        />
      )}
      <Select
        label="Workflow"
        withAsterisk
        searchable
        data={(definitions.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.definition}
        onChange={(value) => change({ definition: value })}
        nothingFoundMessage="No such workflow; define it under Settings"
        error={issues.field('definition')}
      />
      <Select
        label="Assignee"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Nobody' }}
        data={(members.data?.members ?? []).map(({ userId, name }) => ({ value: userId, label: name }))}
        value={draft.assigneeId}
        onChange={(value) => change({ assigneeId: value })}
        error={issues.field('assigneeId')}
      />
      <DateTimePicker
        label="Due"
        description="In your own time zone."
        clearable
        clearButtonProps={{ 'aria-label': 'No due date' }}
        valueFormat="ddd D MMM YYYY, HH:mm"
        value={draft.due}
        onChange={(value) => change({ due: value })}
        error={issues.field('dueAt')}
      />
      <Select
        label="Priority"
        allowDeselect={false}
        data={PRIORITIES.map((value) => ({ value, label: PRIORITY_WORDS[value] }))}
        value={draft.priority}
        onChange={(value) => value !== null && change({ priority: value as Priority })}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot say={missing ? 'Choose a customer and a workflow.' : undefined}>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={create.isPending}>Create workflow</Submit>
      </DialogFoot>
    </form>
  )
}
