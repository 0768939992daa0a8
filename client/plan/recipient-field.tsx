import { Select } from '@mantine/core'
import type { Channel } from '../../shared/notifications/schema.ts'
import { type Outputs, trpc } from '../trpc.ts'
import { Initials } from '../ui/tag.tsx'

type RecipientFieldProps = {
  workflowId: string
  value: string | null
  onChange: (value: string | null) => void
  error: string | undefined
}

type Recipients = Outputs['escalations']['recipients']

const CHANNEL: Record<Channel, string> = { in_app: 'inbox', slack: 'Slack', email: 'email' }

function personNote({ refusal, status, role, channels, load }: Recipients['people'][number]): string {
  if (refusal !== null) return refusal.message
  const reach = channels.filter((channel) => channel !== 'in_app').map((channel) => CHANNEL[channel])
  const reached = reach.length === 0 ? 'inbox only' : `reachable by ${reach.join(' and ')}`
  const open = load === 0 ? '' : ` · ${load} open`
  return `${status === 'invited' ? 'invited, not signed in yet' : role} · ${reached}${open}`
}

function teamNote({ refusal, size, recipientToday }: Recipients['teams'][number]): string {
  if (refusal !== null) return refusal.message
  const today = recipientToday === null ? '' : ` · today that would be ${recipientToday.name}`
  return `${size === 1 ? '1 person' : `${size} people`}${today}`
}

/** Whom to ask: a person or a team, with what one should know before choosing. */
export function RecipientField({ workflowId, value, onChange, error }: RecipientFieldProps) {
  const recipients = trpc.escalations.recipients.useQuery({ workflowId }, { staleTime: 30_000 })
  const { people = [], teams = [] } = recipients.data ?? {}
  const notes = new Map<string, string>([
    ...people.map((person) => [`user:${person.userId}`, personNote(person)] as const),
    ...teams.map((team) => [`team:${team.teamId}`, teamNote(team)] as const),
  ])
  return (
    <Select
      label="Escalate to"
      placeholder="Select user or team"
      searchable
      openOnFocus={false}
      nothingFoundMessage={recipients.isPending ? 'Loading…' : 'Nobody of that name'}
      data-autofocus
      withAsterisk
      value={value}
      onChange={onChange}
      error={error ?? (recipients.error ? 'The list of people could not be loaded. Try again.' : undefined)}
      data={[
        {
          group: 'People',
          items: people.map(({ userId, name, refusal }) => ({
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
          <span className="h-grow">
            {option.label}
            <span className="h-dim h-small h-plan-note">{notes.get(option.value)}</span>
          </span>
        </span>
      )}
      description={value === null ? undefined : notes.get(value)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  )
}
