import { type Query, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

type Hint = { topic: string; id?: string }

/** Which routers' answers a hint makes stale. */
const STALE: Record<string, readonly string[]> = {
  workflow: ['workflows', 'escalations', 'customers', 'rules.onWorkflow'],
  customer: ['customers', 'contacts', 'workflows'],
  notification: ['notifications', 'workflows.counts'],
  import: ['imports'],
  job: ['jobs'],
  alert: ['alerts', 'workflows.counts'],
  delivery: ['notifications'],
  channel: ['channels', 'slack'],
  rule: ['rules'],
}

const GATHER = 120

/** A list scrolled further than this many pages is not read again from its beginning on each hint. */
const PAGES = 5

function isLong(data: unknown): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    'pages' in data &&
    Array.isArray(data.pages) &&
    data.pages.length > PAGES
  )
}

/** Refetches what is on screen and belongs to these routers or procedures (`workflows`, `workflows.counts`). */
async function refresh(queryClient: QueryClient, names: ReadonlySet<string>): Promise<void> {
  const touched = ({ queryKey }: Query) => {
    const path = queryKey[0]
    return Array.isArray(path) && (names.has(String(path[0])) || names.has(path.join('.')))
  }
  await Promise.all([
    queryClient.invalidateQueries({ predicate: (query) => touched(query) && !isLong(query.state.data) }),
    queryClient.invalidateQueries({
      predicate: (query) => touched(query) && isLong(query.state.data),
      refetchType: 'none',
    }),
  ])
}

function parseHint(data: unknown): Hint | null {
  if (typeof data !== 'string') return null
  try {
    const hint: unknown = JSON.parse(data)
    return typeof hint === 'object' && hint !== null && 'topic' in hint ? (hint as Hint) : null
  } catch {
    return null
  }
}

/**
 * Keeps the screen current: one stream of hints ("workflow X changed") that refetch what they touch; after a gap in the
 * stream everything on screen is refetched, since hints may have been missed.
 */
export function useLiveUpdates(): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    const names = new Set<string>()
    let gathering: ReturnType<typeof setTimeout> | undefined
    let again: ReturnType<typeof setTimeout> | undefined
    let source: EventSource | undefined
    let interrupted = false

    const onHint = (event: MessageEvent) => {
      const hint = parseHint(event.data)
      for (const name of (hint && STALE[hint.topic]) ?? []) names.add(name)
      if (names.size === 0 || gathering !== undefined) return
      gathering = setTimeout(() => {
        gathering = undefined
        const due = new Set(names)
        names.clear()
        void refresh(queryClient, due)
      }, GATHER)
    }
    const connect = () => {
      source = new EventSource('/api/live')
      source.addEventListener('message', onHint)
      source.addEventListener('hint', onHint)
      source.addEventListener('open', () => {
        if (interrupted) void queryClient.invalidateQueries()
        interrupted = false
      })
      source.addEventListener('error', () => {
        interrupted = true
        // The browser reconnects by itself except after an answer other than 200, which closes the stream for good.
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(connect, 5_000)
      })
    }
    connect()
    return () => {
      clearTimeout(gathering)
      clearTimeout(again)
      source?.close()
    }
  }, [queryClient])
}
