import { getRouteApi } from '@tanstack/react-router'
import { PRIORITIES, WORKFLOW_STATUSES } from '../../shared/workflows/schema.ts'
import type { WorkflowsSearch } from '../routes/workflows.ts'
import { trpc } from '../trpc.ts'
import type { FilterOption } from '../ui/list/filter-chip.tsx'
import { PRIORITY_WORDS, STATUS_WORDS } from './words.ts'

const route = getRouteApi('/shell/workflows')

export type FilterSpec = {
  key: 'status' | 'priority' | 'assignee' | 'definition' | 'due'
  label: string
  multiple: boolean
  options: readonly FilterOption[]
}

const DUE: readonly FilterOption[] = [
  { value: 'overdue', label: 'Overdue' },
  { value: 'week', label: 'Within 7 days' },
  { value: 'none', label: 'No date' },
]

/** The list's filters as the address holds them, and what each can be set to. */
export function useWorkflowFilters() {
  const search: WorkflowsSearch = route.useSearch()
  const navigate = route.useNavigate()
  const members = trpc.members.list.useQuery(undefined, { staleTime: 60_000 }).data?.members ?? []
  const definitions = trpc.definitions.list.useQuery(undefined, { staleTime: 60_000 }).data ?? []
  const change = (part: Partial<WorkflowsSearch>) =>
    void navigate({ search: (before: WorkflowsSearch) => ({ ...before, ...part }), replace: true })
  const specs: FilterSpec[] = [
    {
      key: 'status',
      label: 'Status',
      multiple: true,
      options: WORKFLOW_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] })),
    },
    {
      key: 'assignee',
      label: 'Assignee',
      multiple: false,
      options: [
        { value: 'me', label: 'Me' },
        { value: 'none', label: 'Nobody' },
        ...members.map(({ userId, name }) => ({ value: userId, label: name })),
      ],
    },
    {
      key: 'definition',
      label: 'Workflow',
      multiple: false,
      options: definitions.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      key: 'priority',
      label: 'Priority',
      multiple: true,
      options: PRIORITIES.map((value) => ({ value, label: PRIORITY_WORDS[value] })),
    },
    { key: 'due', label: 'Due', multiple: false, options: DUE },
  ]
  return { search, change, specs }
}
