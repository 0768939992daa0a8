import { TRIGGER_TYPES } from '../../shared/analytics/schema.ts'
import { wordsOf } from '../../shared/analytics/words.ts'
import { trpc } from '../trpc.ts'
import type { FilterOption } from '../ui/list/filter-chip.tsx'

export type FilterKey = 'definition' | 'recipient' | 'team' | 'trigger' | 'source'
export type FilterSpec = { key: FilterKey; label: string; options: readonly FilterOption[] }

const KEEP = { staleTime: 60_000 }

/** The filters of analytics, and what each can be set to. */
export function useFilterSpecs(): FilterSpec[] {
  const members = trpc.members.list.useQuery(undefined, KEEP).data?.members ?? []
  const definitions = trpc.definitions.list.useQuery(undefined, KEEP).data ?? []
  const teams = trpc.teams.list.useQuery(undefined, KEEP).data?.teams ?? []
  return [
    { key: 'definition', label: 'Workflow', options: definitions.map(({ id, name }) => ({ value: id, label: name })) },
    {
      key: 'recipient',
      label: 'Recipient',
      options: [
        ...members.map(({ userId, name }) => ({ value: userId, label: name })),
        { value: 'none', label: 'Nobody yet' },
      ],
    },
    {
      key: 'team',
      label: 'Team',
      options: [...teams.map(({ id, name }) => ({ value: id, label: name })), { value: 'none', label: 'In no team' }],
    },
    {
      key: 'trigger',
      label: 'Trigger',
      options: TRIGGER_TYPES.map((value) => ({ value, label: wordsOf('triggerType', value) })),
    },
    {
      key: 'source',
      label: 'Source',
      options: [
        { value: 'person', label: 'People' },
        { value: 'rule', label: 'Rules' },
      ],
    },
  ]
}
