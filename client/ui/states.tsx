import { Button, Skeleton } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { messageOf } from './server-issues.ts'
import './parts.css'

/** Nothing is here yet: says so in a sentence, and what to do next. */
export function EmptyState({ title, children, acts }: { title: string; children?: ReactNode; acts?: ReactNode }) {
  return (
    <div className="h-message">
      <h2>{title}</h2>
      {children !== undefined && <p className="h-dim">{children}</p>}
      {acts !== undefined && <div className="h-message-acts">{acts}</div>}
    </div>
  )
}

/** Loading failed: the reason in the server's words, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="h-message" role="alert">
      <h2>This could not be loaded</h2>
      <p className="h-dim">{messageOf(error)}</p>
      {onRetry !== undefined && (
        <div className="h-message-acts">
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  )
}

/** Shows its child only after 150 ms: what loads faster must not flicker. */
export function AfterAMoment({ children }: { children: ReactNode }) {
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return waited ? children : null
}

const WIDTHS = ['62%', '48%', '71%', '55%', '66%', '40%']

/** Grey lines where text will be. */
export function SkeletonLines({ lines = 6 }: { lines?: number }) {
  return (
    <AfterAMoment>
      <div role="status" aria-label="Loading" style={{ display: 'grid', gap: 20, padding: '12px 0' }}>
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
          <Skeleton key={line} height={12} radius="sm" width={WIDTHS[line % WIDTHS.length] ?? '50%'} />
        ))}
      </div>
    </AfterAMoment>
  )
}

export type Loading<Data> = { data: Data | undefined; error: unknown; refetch: () => unknown }

/**
 * What a query gave, or its skeleton, or its error with "Try again". Data that is there stays on screen while it is
 * fetched again, also when that fails.
 */
export function Loaded<Data>(props: {
  query: Loading<Data>
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}) {
  const { query } = props
  if (query.data !== undefined) return props.children(query.data)
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return props.skeleton ?? <SkeletonLines />
}
