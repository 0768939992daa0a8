import { Button } from '@mantine/core'
import type { WorkflowActionView } from '../../shared/workflows/view.ts'
import { trpc } from '../trpc.ts'
import { Dot } from '../ui/tag.tsx'
import { Time, useNow } from '../ui/time.tsx'
import { failed } from '../ui/toasts.tsx'

/** The actions of a workflow, in order; done ones say by whom. */
export function Steps({
  workflowId,
  actions,
  mayAct,
}: {
  workflowId: string
  actions: WorkflowActionView[]
  mayAct: boolean
}) {
  const now = useNow()
  const utils = trpc.useUtils()
  const complete = trpc.workflows.completeAction.useMutation({
    onSuccess: () => utils.workflows.invalidate(),
    onError: (error) => failed('The action could not be completed', error),
  })
  if (actions.length === 0) return <p className="h-dim">This workflow has no actions.</p>
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}>
      {actions.map((action) => (
        <li key={action.id} className="h-row" style={{ minHeight: 28 }}>
          <Dot state={action.completedAt === null ? 'no' : 'yes'} />
          <span className="h-grow">{action.name}</span>
          {action.completedAt !== null ? (
            <span className="h-dim">
              done{action.completedBy === null ? '' : ` by ${action.completedBy.name}`} <Time at={action.completedAt} />
            </span>
          ) : (
            <>
              {action.dueAt !== null && (
                <span
                  className={action.dueAt < now ? undefined : 'h-dim'}
                  style={action.dueAt < now ? { color: 'var(--h-high)' } : undefined}
                >
                  due <Time at={action.dueAt} />
                </span>
              )}
              {mayAct && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Mark ${action.name} as done`}
                  disabled={complete.isPending}
                  onClick={() => complete.mutate({ id: workflowId, actionId: action.id })}
                >
                  Done
                </Button>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
