import { getRouteApi } from '@tanstack/react-router'
import { ToggleChip } from '../ui/list/filter-chip.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { FlowList } from './flow-list.tsx'

const route = getRouteApi('/shell/snoozed')

/** Workflows that are snoozed, with what brings each of them back. */
export function SnoozedPage() {
  const { mine = false } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page title="Snoozed">
      <FlowList
        kind="snooze"
        filter={mine ? { mine } : {}}
        noun="snoozed"
        empty={
          <EmptyState title="Nothing is snoozed">
            Snooze a workflow to take it out of the queue until a date or an event brings it back.
          </EmptyState>
        }
      >
        <ToggleChip
          label="Only mine"
          on={mine}
          onChange={(on) => void navigate({ search: on ? { mine: true } : {}, replace: true })}
        />
      </FlowList>
    </Page>
  )
}
