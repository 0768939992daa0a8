import type { ReactNode } from 'react'
import './parts.css'

/** A row of facts; `large` for the figures of a dashboard, `small` for what is rarely looked for. */
export function Facts({ children, size }: { children: ReactNode; size?: 'large' | 'small' }) {
  return (
    <dl className="h-facts" data-size={size}>
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
