import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { FlowKind } from '../../shared/escalations/schema.ts'
import { type Inputs, trpc } from '../trpc.ts'
import { ListBar } from '../ui/list/list-bar.tsx'
import { Loaded } from '../ui/states.tsx'
import { StatusTag } from '../workflows/columns.tsx'
import { titleOf } from '../workflows/words.ts'
import { FlowCard } from './flow-card.tsx'

type FlowListProps = {
  kind: FlowKind
  filter: Omit<Inputs['escalations']['list'], 'kind' | 'cursor'>
  noun: string
  empty: ReactNode
  /** Filters, above the list. */
  children?: ReactNode
}

/** Everything that is escalated, snoozed or skipped, as cards with their triggers and acts; more on request. */
export function FlowList({ kind, filter, noun, empty, children }: FlowListProps) {
  const query = trpc.escalations.list.useInfiniteQuery(
    { kind, limit: 30, ...filter },
    { getNextPageParam: (page) => page.nextCursor ?? undefined },
  )
  return (
    <>
      <ListBar count={query.data?.pages[0]?.count} noun={noun}>
        {children}
      </ListBar>
      <Loaded query={query}>
        {({ pages }) => {
          const workflows = pages.flatMap((page) => page.workflows)
          if (workflows.length === 0) return empty
          return (
            <ul className="h-flow-list">
              {workflows.map((workflow) => (
                <li key={workflow.id}>
                  <div className="h-row h-flow-of">
                    <Link
                      to="/workflows/$workflowId"
                      params={{ workflowId: workflow.id }}
                      className="h-flow-title h-cut"
                    >
                      {titleOf(workflow)}
                    </Link>
                    <span className="h-grow h-dim h-cut">{workflow.assignee?.name ?? 'unassigned'}</span>
                    <StatusTag workflow={workflow} />
                  </div>
                  <FlowCard
                    workflow={workflow}
                    more={
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        renderRoot={(props) => (
                          <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }} {...props} />
                        )}
                      >
                        View
                      </Button>
                    }
                  />
                </li>
              ))}
              {query.hasNextPage && (
                <li>
                  <Button
                    variant="default"
                    loading={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    Show more
                  </Button>
                </li>
              )}
            </ul>
          )
        }}
      </Loaded>
    </>
  )
}
