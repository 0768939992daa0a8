import type { ReactNode } from 'react'
import type { Column } from '../ui/list/column.ts'
import { Tag } from '../ui/tag.tsx'
import { Time, useNow } from '../ui/time.tsx'
import { PRIORITY_WORDS, priorityTone, statusOf, titleOf, type WorkflowRow } from './words.ts'

export function StatusTag({ workflow }: { workflow: Pick<WorkflowRow, 'status' | 'flowAction'> }) {
  const { words, tone } = statusOf(workflow)
  return <Tag tone={tone}>{words}</Tag>
}

/** A due date; overdue ones stand out while the workflow is not done. */
export function Due({
  workflow,
  inList = false,
}: {
  workflow: Pick<WorkflowRow, 'dueAt' | 'status'>
  inList?: boolean
}) {
  const now = useNow()
  const { dueAt, status } = workflow
  if (dueAt === null) return <span className="h-faint">no date</span>
  const overdue = dueAt < now && status !== 'completed'
  return (
    <span style={overdue ? { color: 'var(--h-critical)' } : undefined}>
      {overdue && 'overdue, '}
      <Time at={dueAt} inList={inList} />
    </span>
  )
}

export const WORKFLOW_COLUMNS: readonly Column<WorkflowRow>[] = [
  {
    key: 'workflow',
    title: 'Workflow',
    width: 'minmax(0, 2.4fr)',
    sort: 'customer',
    cell: (row) => (
      <span className="h-cut">
        <b style={{ fontWeight: 500 }}>{row.customer.name}</b> <span className="h-dim">{row.definition.name}</span>
      </span>
    ),
  },
  { key: 'status', title: 'Status', width: '164px', sort: 'status', cell: (row) => <StatusTag workflow={row} /> },
  {
    key: 'assignee',
    title: 'Assignee',
    width: 'minmax(0, 1fr)',
    cell: (row) => <span className="h-cut">{row.assignee?.name ?? <span className="h-faint">nobody</span>}</span>,
  },
  {
    key: 'priority',
    title: 'Priority',
    width: '92px',
    sort: 'priority',
    cell: (row) =>
      row.priority === 'normal' ? (
        <span className="h-faint">Normal</span>
      ) : (
        <Tag tone={priorityTone(row.priority)}>{PRIORITY_WORDS[row.priority]}</Tag>
      ),
  },
  { key: 'due', title: 'Due', width: '160px', sort: 'due', cell: (row) => <Due workflow={row} inList /> },
  {
    key: 'updated',
    title: 'Changed',
    width: '116px',
    sort: 'updated',
    cell: (row) => <Time at={row.updatedAt} inList />,
  },
]

/** A workflow on a phone: two lines; `tag` says more than its status where that is known. */
export function CompactWorkflow({ workflow, tag }: { workflow: WorkflowRow; tag?: ReactNode }) {
  return (
    <div style={{ display: 'grid', gap: 4, minWidth: 0 }}>
      <span className="h-row">
        <b className="h-grow h-cut" style={{ fontWeight: 500 }}>
          {titleOf(workflow)}
        </b>
        {tag ?? <StatusTag workflow={workflow} />}
      </span>
      <span className="h-row h-small h-dim">
        <span className="h-grow h-cut">{workflow.assignee?.name ?? 'nobody'}</span>
        <Due workflow={workflow} inList />
      </span>
    </div>
  )
}
