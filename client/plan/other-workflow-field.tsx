import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { trpc } from '../trpc.ts'
import type { EventDraft } from './draft.ts'

type OtherWorkflowFieldProps = {
  event: EventDraft
  subject: { workflowId: string; customerId: string }
  onChange: (change: Partial<EventDraft>) => void
  error: (field: keyof EventDraft | 'event') => string | undefined
}

const OPEN = ['active', 'snoozed', 'skipped', 'escalated'] as const

/** Which other workflow, and which action of it: first those of the same customer, then whatever is searched for. */
export function OtherWorkflowField({ event, subject, onChange, error }: OtherWorkflowFieldProps) {
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search.trim(), 200)
  const found = trpc.workflows.list.useQuery({
    status: [...OPEN],
    limit: 50,
    ...(asked === '' ? { customerId: subject.customerId } : { search: asked }),
  })
  const chosen = trpc.workflows.get.useQuery(
    { id: event.workflowExecutionId ?? '' },
    { enabled: event.workflowExecutionId !== null },
  )
  const options = new Map(
    (found.data?.workflows ?? [])
      .filter(({ id }) => id !== subject.workflowId)
      .map(({ id, definition, customer }) => [id, `${definition.name} · ${customer.name}`]),
  )
  if (chosen.data) {
    const { id, definition, customer } = chosen.data.workflow
    options.set(id, `${definition.name} · ${customer.name}`)
  }
  const actions = chosen.data?.workflow.actions ?? []
  return (
    <div className="h-plan-pair">
      <Select
        label="Workflow"
        placeholder="Search by name or customer"
        searchable
        filter={({ options: all }) => all}
        data={[...options].map(([value, label]) => ({ value, label }))}
        value={event.workflowExecutionId}
        onSearchChange={setSearch}
        onChange={(workflowExecutionId) => onChange({ workflowExecutionId, actionId: null })}
        nothingFoundMessage={found.isPending ? 'Searching…' : 'No open workflow found'}
        error={error('workflowExecutionId')}
      />
      <Select
        label="Action (optional)"
        placeholder={actions.length === 0 ? 'The workflow as a whole' : 'Any: the workflow as a whole'}
        disabled={actions.length === 0}
        clearable
        data={actions.map(({ id, name }) => ({ value: id, label: name }))}
        value={event.actionId}
        onChange={(actionId) => onChange({ actionId })}
        error={error('actionId')}
      />
    </div>
  )
}
