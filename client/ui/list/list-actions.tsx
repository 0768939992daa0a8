import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Keys } from '../keys.tsx'

/** What can be done with the selected rows. */
export function ListActions({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) {
  return (
    <div className="h-list-actions" role="toolbar" aria-label="Selected rows">
      <span role="status">{count} selected</span>
      {children}
      <Button size="compact-sm" variant="subtle" color="muted" onClick={onClear} rightSection={<Keys of="Esc" />}>
        Clear
      </Button>
    </div>
  )
}

/** The keys, always in sight. */
export function ListKeysHint({ selectable, opens }: { selectable: boolean; opens: boolean }) {
  return (
    <div className="h-list-keys" aria-hidden>
      <span>
        <Keys of="j" /> <Keys of="k" /> move
      </span>
      {opens && (
        <span>
          <Keys of="Enter" /> open
        </span>
      )}
      {selectable && (
        <span>
          <Keys of="x" /> select
        </span>
      )}
      <span>
        <Keys of="/" /> search
      </span>
    </div>
  )
}
