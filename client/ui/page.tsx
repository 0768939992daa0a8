import { useDocumentTitle } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef } from 'react'
import './parts.css'

type PageProps = {
  title: string
  /** Beside the title: a status tag, a count. */
  beside?: ReactNode
  acts?: ReactNode
  children: ReactNode
  /** The body takes exactly the height that is left and scrolls inside itself, as lists do. */
  fill?: boolean
  /** The body brings its own padding. */
  bare?: boolean
}

/** One page: its title (the tab's too, and where focus goes on arrival), the acts on top, the body. */
export function Page({ title, beside, acts, children, fill = false, bare = false }: PageProps) {
  useDocumentTitle(`${title} · Hoist`)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // A screen reader announces the new page; whoever already typed somewhere is left alone.
    if (document.activeElement === null || document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <div className="h-page" data-fill={fill || undefined}>
      <div className="h-page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside}
        {acts !== undefined && <div className="h-page-acts">{acts}</div>}
      </div>
      {bare ? children : <div className="h-page-body">{children}</div>}
    </div>
  )
}

/** A part of a page under a small heading, parted from the next by a line. */
export function Section({ title, acts, children }: { title: string; acts?: ReactNode; children: ReactNode }) {
  return (
    <section className="h-section" aria-label={title}>
      <div className="h-section-head">
        <h2>{title}</h2>
        {acts}
      </div>
      {children}
    </section>
  )
}

/** Facts and acts on the left, the timeline (or what else is told over time) on the right; one column on a phone. */
export function DetailLayout({ children, side }: { children: ReactNode; side: ReactNode }) {
  return (
    <div className="h-detail">
      <div className="h-detail-main">{children}</div>
      <aside className="h-detail-side">{side}</aside>
    </div>
  )
}
