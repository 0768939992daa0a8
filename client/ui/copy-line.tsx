import { Button, CopyButton } from '@mantine/core'
import './parts.css'

/** A link or key to take along, with a button that copies it. */
export function CopyLine({ value, label }: { value: string; label: string }) {
  return (
    <div className="h-row h-copy">
      <code>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} aria-label={label}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
