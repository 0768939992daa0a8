import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import type { Column } from '../ui/list/column.ts'
import { DataList } from '../ui/list/data-list.tsx'
import { ListBar } from '../ui/list/list-bar.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { BulkActs } from './bulk-acts.tsx'
import { CompactWorkflow, WORKFLOW_COLUMNS } from './columns.tsx'
import { titleOf, type WorkflowRow } from './words.ts'

const idOf = (row: WorkflowRow) => row.id

function WhyHere({ workflow, me }: { workflow: WorkflowRow; me: string }) {
  const { flowAction } = workflow
  if (flowAction?.recipient?.userId === me && flowAction.phase === 'fired') {
    return (
      <Tag tone="critical">{flowAction.acknowledgedAt === null ? 'Escalated to you' : 'Escalated to you, seen'}</Tag>
    )
  }
  if (flowAction !== null) return <Tag tone="accent">Escalation scheduled</Tag>
  return <span className="h-faint">Assigned to you</span>
}

/** What the person has to look at, most urgent first; snoozed and skipped work stays out of sight. */
export function QueuePage() {
  const me = useMe()
  const navigate = useNavigate()
  const query = trpc.workflows.queue.useInfiniteQuery(
    { limit: 100 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined },
  )
  const rows = query.data?.pages.flatMap((page) => page.workflows) ?? []
  const count = query.data?.pages[0]?.count
  const why: Column<WorkflowRow> = {
    key: 'why',
    title: 'Why it is here',
    width: '176px',
    cell: (row) => <WhyHere workflow={row} me={me.user.userId} />,
  }
  const columns = WORKFLOW_COLUMNS.flatMap((column) =>
    column.key === 'status' ? [why] : column.key === 'assignee' ? [] : [column],
  ).map(({ sort: _, ...column }) => column)
  return (
    <Page title="My queue" fill>
      <ListBar count={count} noun="waiting for you">
        <span className="h-dim">Most urgent first: escalated to you, overdue, priority, due date.</span>
      </ListBar>
      <DataList
        label="My queue"
        rows={rows}
        count={count}
        query={query}
        columns={columns}
        compact={(row) => <CompactWorkflow workflow={row} tag={<WhyHere workflow={row} me={me.user.userId} />} />}
        rowId={idOf}
        rowTitle={titleOf}
        onOpen={(row) => void navigate({ to: '/workflows/$workflowId', params: { workflowId: row.id } })}
        actions={(chosen, done) => <BulkActs workflows={chosen} onDone={done} />}
        empty={
          <EmptyState
            title="Nothing waits for you"
            acts={
              <Button variant="default" component={Link} to="/workflows">
                All workflows
              </Button>
            }
          >
            Workflows that are assigned or escalated to you appear here. What you snooze comes back by itself.
          </EmptyState>
        }
      />
    </Page>
  )
}
