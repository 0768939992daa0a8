import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

/** What a form says that belongs to no field; announced when it appears. */
export function FormMessage({ children }: { children: ReactNode }) {
  if (!children) return null
  return (
    <p role="alert" style={{ color: 'var(--h-critical)' }}>
      {children}
    </p>
  )
}

/** The submit button of a form, busy while it is sent. */
export function Submit({ busy, children, full = false }: { busy: boolean; children: ReactNode; full?: boolean }) {
  return (
    <Button type="submit" loading={busy} fullWidth={full}>
      {children}
    </Button>
  )
}
