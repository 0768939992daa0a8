import { getRouteApi } from '@tanstack/react-router'
import { ToggleChip } from '../ui/list/filter-chip.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { FlowList } from './flow-list.tsx'

const route = getRouteApi('/shell/skipped')

/** Workflows that are skipped, with what brings each of them back. */
export function SkippedPage() {
  const { mine = false } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page title="Skipped">
      <FlowList
        kind="skip"
        filter={mine ? { mine } : {}}
        noun="skipped"
        empty={
          <EmptyState title="Nothing is skipped">
            Skip a workflow to leave it out, counted as skipped, until a date or an event brings it back.
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
