import { Table } from '@mantine/core'
import type { ReactNode } from 'react'

/** A table that scrolls sideways inside itself where the screen is narrower than it, by keyboard too. */
export function WideTable({ label, minWidth, children }: { label: string; minWidth: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} style={{ overflowX: 'auto' }} tabIndex={0}>
      <Table miw={minWidth}>{children}</Table>
    </section>
  )
}
