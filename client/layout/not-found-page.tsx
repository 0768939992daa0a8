import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="Page not found">
      <EmptyState
        title="There is nothing at this address"
        acts={
          <Button component={Link} to="/queue">
            Go to my queue
          </Button>
        }
      >
        The link may be old, or what it led to may have been removed.
      </EmptyState>
    </Page>
  )
}
