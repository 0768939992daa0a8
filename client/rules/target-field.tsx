import { SegmentedControl, Select } from '@mantine/core'
import { trpc } from '../trpc.ts'

type TargetFieldProps = {
  /** `user:<id>` or `team:<id>`. */
  value: string | null
  onChange: (value: string) => void
  pick: 'least_loaded' | 'round_robin'
  onPick: (pick: 'least_loaded' | 'round_robin') => void
  error: string | undefined
}

/** Whom the rule escalates to: a person, or a team and who of it. */
export function TargetField({ value, onChange, pick, onPick, error }: TargetFieldProps) {
  const members = trpc.members.list.useQuery(undefined, { staleTime: 60_000 })
  const teams = trpc.teams.list.useQuery(undefined, { staleTime: 60_000 })
  const people = (members.data?.members ?? []).filter(({ status }) => status !== 'removed')
  return (
    <>
      <Select
        label="Escalate to"
        placeholder="Select user or team"
        searchable
        openOnFocus={false}
        allowDeselect={false}
        withAsterisk
        nothingFoundMessage={members.isPending ? 'Loading…' : 'Nobody of that name'}
        value={value}
        onChange={(next) => next !== null && onChange(next)}
        error={error}
        data={[
          { group: 'People', items: people.map(({ userId, name }) => ({ value: `user:${userId}`, label: name })) },
          {
            group: 'Teams',
            items: (teams.data?.teams ?? []).map(({ id, name }) => ({ value: `team:${id}`, label: name })),
          },
        ].filter(({ items }) => items.length > 0)}
      />
      {value?.startsWith('team:') === true && (
        <SegmentedControl
          aria-label="Who of the team"
          size="xs"
          style={{ justifySelf: 'start' }}
          value={pick}
          onChange={(next) => onPick(next as typeof pick)}
          data={[
            { value: 'least_loaded', label: 'whoever has the least open' },
            { value: 'round_robin', label: 'everybody in turn' },
          ]}
        />
      )}
    </>
  )
}
