import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { WORKFLOW_STATUSES, type WorkflowStatus } from '../../shared/workflows/schema.ts'
import { useMay } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { DataList } from '../ui/list/data-list.tsx'
import { FilterChip } from '../ui/list/filter-chip.tsx'
import { ListBar, SearchField } from '../ui/list/list-bar.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { BulkActs } from './bulk-acts.tsx'
import { CompactWorkflow, WORKFLOW_COLUMNS } from './columns.tsx'
import { NewWorkflowDialog } from './new-workflow-dialog.tsx'
import { type FilterSpec, useWorkflowFilters } from './use-workflow-filters.ts'
import { titleOf, type WorkflowRow } from './words.ts'

const idOf = (row: WorkflowRow) => row.id

/** What is done is looked for, not waded through: the list starts without it. */
const OPEN: readonly WorkflowStatus[] = WORKFLOW_STATUSES.filter((status) => status !== 'completed')

/** Every workflow of the organization: searched, filtered, sorted, all in the address. */
export function WorkflowsPage() {
  const { search, change, specs } = useWorkflowFilters()
  const navigate = useNavigate()
  const mayCreate = useMay('admin')
  const [creating, create] = useDisclosure(false)
  const { assignee, definition, status = OPEN, sort = 'due', order = 'asc', ...rest } = search
  const query = trpc.workflows.list.useInfiniteQuery(
    {
      ...rest,
      status: [...status],
      sort,
      order,
      limit: 100,
      ...(assignee === undefined ? {} : { assigneeId: assignee }),
      ...(definition === undefined ? {} : { definitionId: definition }),
    },
    { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
  )
  const rows = query.data?.pages.flatMap((page) => page.workflows) ?? []
  const count = query.data?.pages[0]?.count
  const filtered = Object.entries(search).some(
    ([key, value]) => value !== undefined && key !== 'sort' && key !== 'order',
  )
  const clear = () =>
    change({
      search: undefined,
      status: undefined,
      assignee: undefined,
      definition: undefined,
      priority: undefined,
      due: undefined,
    })

  return (
    <Page
      title="Workflows"
      fill
      acts={
        mayCreate && (
          <Button variant="default" onClick={create.open}>
            New workflow
          </Button>
        )
      }
    >
      <ListBar count={count} noun={count === 1 ? 'workflow' : 'workflows'}>
        <SearchField
          label="Search customer, workflow or id"
          value={search.search}
          onChange={(value) => change({ search: value || undefined })}
        />
        {specs.map((spec) => (
          <FilterOf key={spec.key} spec={spec} values={valuesOf(search[spec.key])} onChange={change} />
        ))}
        {filtered && (
          <Button size="compact-sm" variant="subtle" color="muted" onClick={clear}>
            Clear filters
          </Button>
        )}
      </ListBar>
      <DataList
        label="Workflows"
        rows={rows}
        count={count}
        query={query}
        columns={WORKFLOW_COLUMNS}
        compact={(row) => <CompactWorkflow workflow={row} />}
        rowId={idOf}
        rowTitle={titleOf}
        sort={{ by: sort, direction: order }}
        onSort={({ by, direction }) => change({ sort: by as typeof sort, order: direction })}
        onOpen={(row) => void navigate({ to: '/workflows/$workflowId', params: { workflowId: row.id } })}
        actions={(chosen, done) => <BulkActs workflows={chosen} onDone={done} />}
        empty={
          filtered ? (
            <EmptyState title="No workflow fits these filters" acts={<Button onClick={clear}>Clear filters</Button>} />
          ) : (
            <EmptyState title="No workflows yet">
              Import them from your CRM under Imports, post them to /api/workflows, or start one by hand.
            </EmptyState>
          )
        }
      />
      {mayCreate && <NewWorkflowDialog opened={creating} onClose={create.close} />}
    </Page>
  )
}

function valuesOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

type FilterOfProps = {
  spec: FilterSpec
  values: readonly string[]
  onChange: ReturnType<typeof useWorkflowFilters>['change']
}

function FilterOf({ spec, values, onChange }: FilterOfProps) {
  return (
    <FilterChip
      label={spec.key === 'status' && values.length === 0 ? 'Status: open' : spec.label}
      options={spec.options}
      values={values}
      multiple={spec.multiple}
      onChange={(next) => onChange({ [spec.key]: next.length === 0 ? undefined : spec.multiple ? next : next[0] })}
    />
  )
}
