import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '../ui/states.tsx'
import type { useAlertFilters } from './use-alert-filters.ts'
import { STATUS_WORDS } from './words.ts'

/** Says why no alert is listed: none was ever raised, none is open, or the filters leave none. */
export function NoAlerts({ filters, ever }: { filters: ReturnType<typeof useAlertFilters>; ever: number | undefined }) {
  const { status, narrowed, change } = filters
  if (ever === 0) {
    return (
      <EmptyState
        title="No alert was ever raised"
        acts={
          <Button variant="default" renderRoot={(props) => <Link to="/settings/channels" {...props} />}>
            Connect Slack or email
          </Button>
        }
      >
        Every message that comes in is read for risk: customers who leave, lawyers, outages, lost data. What needs a
        person stands here at once, with the words that show why.
      </EmptyState>
    )
  }
  const all = (
    <Button
      variant="default"
      onClick={() =>
        change({ status: 'all', severity: undefined, indicator: undefined, from: undefined, to: undefined })
      }
    >
      Show all alerts
    </Button>
  )
  if (status === 'open' && !narrowed) {
    return (
      <EmptyState title="Nobody is waiting" acts={all}>
        Every alert was acknowledged or closed. New ones appear here by themselves.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="No alert passes these filters" acts={all}>
      {status === 'all'
        ? 'None is like this.'
        : narrowed
          ? `None that is like this is “${STATUS_WORDS[status]}”.`
          : `None is “${STATUS_WORDS[status]}”.`}
    </EmptyState>
  )
}
