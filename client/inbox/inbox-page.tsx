import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Outputs, trpc } from '../trpc.ts'
import { ListBar } from '../ui/list/list-bar.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { Dot } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import './inbox.css'

type Notification = Outputs['notifications']['inbox']['notifications'][number]

/** What the person was told, newest first; new ones appear by themselves. */
export function InboxPage() {
  const utils = trpc.useUtils()
  const query = trpc.notifications.inbox.useInfiniteQuery(
    { limit: 50 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined },
  )
  const read = trpc.notifications.markRead.useMutation({
    onSuccess: () => Promise.all([utils.notifications.invalidate(), utils.workflows.counts.invalidate()]),
  })
  return (
    <Page
      title="Inbox"
      acts={
        <Button variant="default" loading={read.isPending} onClick={() => read.mutate({ all: true })}>
          Mark all as read
        </Button>
      }
    >
      <ListBar count={query.data?.pages[0]?.count} noun="in all">
        <span className="h-dim">
          How you are told of what is chosen under <Link to="/settings/notifications">Settings, Notifications</Link>.
        </span>
      </ListBar>
      <Loaded query={query}>
        {({ pages }) => {
          const notifications = pages.flatMap((page) => page.notifications)
          if (notifications.length === 0) {
            return (
              <EmptyState title="Nothing yet">
                When something is escalated or assigned to you, or a workflow comes back, it is told here.
              </EmptyState>
            )
          }
          return (
            <ul className="h-inbox">
              {notifications.map((notification) => (
                <InboxLine
                  key={notification.id}
                  notification={notification}
                  onRead={() => read.mutate({ ids: [notification.id] })}
                />
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
    </Page>
  )
}

function InboxLine({ notification, onRead }: { notification: Notification; onRead: () => void }) {
  const { title, body, createdAt, readAt, workflowId } = notification
  const unread = readAt === null
  return (
    <li data-unread={unread || undefined}>
      <Dot state={unread ? 'yes' : 'no'} />
      <div className="h-grow">
        <div>
          {workflowId === null ? (
            title
          ) : (
            <Link to="/workflows/$workflowId" params={{ workflowId }} onClick={unread ? onRead : undefined}>
              {title}
            </Link>
          )}
        </div>
        <div className="h-dim" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {body}
        </div>
        <div className="h-faint h-small">
          <Time at={createdAt} />
        </div>
      </div>
      {unread && (
        <Button size="compact-sm" variant="subtle" color="muted" onClick={onRead} aria-label={`Mark as read: ${title}`}>
          Mark as read
        </Button>
      )}
    </li>
  )
}
