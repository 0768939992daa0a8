import type { ReactNode } from 'react'
import './parts.css'
import { Time } from './time.tsx'

export type TimelineItem = { id: string; at: number; what: ReactNode }

/** What happened, newest first, each with its time. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  if (items.length === 0) return <p className="h-dim">Nothing has happened yet.</p>
  return (
    <ol className="h-timeline">
      {items.map((item) => (
        <li key={item.id}>
          <div>{item.what}</div>
          <Time at={item.at} />
        </li>
      ))}
    </ol>
  )
}
