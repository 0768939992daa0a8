import { Select } from '@mantine/core'
import { trpc } from '../trpc.ts'
import { Initials } from '../ui/tag.tsx'

type RecipientFieldProps = {
  workflowId: string
  value: string | null
  onChange: (value: string | null) => void
  error: string | undefined
}

/** Whom to ask: a person or a team, with what one should know before choosing. */
export function RecipientField({ workflowId, value, onChange, error }: RecipientFieldProps) {
  const recipients = trpc.escalations.recipients.useQuery({ workflowId }, { staleTime: 30_000 })
  const { users = [], teams = [] } = recipients.data ?? {}
  const notes = new Map([
    ...users.map((user) => [`user:${user.userId}`, user.refusal ?? user.reach] as const),
    ...teams.map((team) => [`team:${team.teamId}`, team.refusal ?? team.reach] as const),
  ])
  return (
    <Select
      label="Escalate to"
      placeholder="Select user or team"
      searchable
      nothingFoundMessage={recipients.isPending ? 'Loading…' : 'Nobody of that name'}
      data-autofocus
      withAsterisk
      value={value}
      onChange={onChange}
      error={error ?? (recipients.error ? 'The list of people could not be loaded. Try again.' : undefined)}
      data={[
        {
          group: 'People',
          items: users.map(({ userId, name, refusal }) => ({
            value: `user:${userId}`,
            label: name,
            disabled: refusal !== null,
          })),
        },
        {
          group: 'Teams',
          items: teams.map(({ teamId, name, refusal }) => ({
            value: `team:${teamId}`,
            label: name,
            disabled: refusal !== null,
          })),
        },
      ].filter(({ items }) => items.length > 0)}
      renderOption={({ option }) => (
        <span className="h-row">
          <Initials name={option.label} small />
          <span>{option.label}</span>
          <span className="h-dim h-small h-grow h-cut">{notes.get(option.value)}</span>
        </span>
      )}
      description={value === null ? undefined : notes.get(value)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  )
}
