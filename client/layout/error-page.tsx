import { Button } from '@mantine/core'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'

/** The page itself broke, or its code could not be loaded (an upgrade removes the files of the version before). */
export function ErrorPage({ error }: { error: unknown }) {
  const gone = error instanceof Error && /dynamically imported module|module script/i.test(error.message)
  return (
    <Page title="Something went wrong">
      <EmptyState
        title={gone ? 'Hoist was updated' : 'This page cannot be shown'}
        acts={
          <Button onClick={() => window.location.reload()}>
            {gone ? 'Load the new version' : 'Load the page again'}
          </Button>
        }
      >
        {gone
          ? 'This tab still runs the version before.'
          : error instanceof Error
            ? error.message
            : 'Nothing was lost.'}
      </EmptyState>
    </Page>
  )
}
