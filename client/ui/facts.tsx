import type { ReactNode } from 'react'
import './parts.css'

/** A row of facts; `large` for the figures of a dashboard. */
export function Facts({ children, large = false }: { children: ReactNode; large?: boolean }) {
  return (
    <dl className="h-facts" data-size={large ? 'large' : undefined}>
      {children}
    </dl>
  )
}

/** One fact: a small label over a value. An unknown value is a dash, never a zero. */
export function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="h-fact">
      <dt>{label}</dt>
      <dd>{children ?? '–'}</dd>
    </div>
  )
}
