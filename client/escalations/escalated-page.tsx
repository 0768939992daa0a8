import { SegmentedControl } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { ToggleChip } from '../ui/list/filter-chip.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { FlowList } from './flow-list.tsx'

const route = getRouteApi('/shell/escalated')

const FILTER = { all: {}, mine: { mine: true }, 'to-me': { escalatedToMe: true } } as const

/** Escalations that are scheduled and, on request, those that have happened and are not over. */
export function EscalatedPage() {
  const { show = 'all', ended: fired = true } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page title="Escalated">
      <FlowList
        kind="escalate"
        filter={{ ...FILTER[show], includeTriggered: fired }}
        noun="escalations"
        empty={
          <EmptyState title="Nothing is escalated">
            Open a workflow and press E to ask somebody for help, at once or when a date or an event comes.
          </EmptyState>
        }
      >
        <SegmentedControl
          size="xs"
          aria-label="Whose escalations"
          value={show}
          onChange={(value) =>
            void navigate({ search: (before) => ({ ...before, show: value as typeof show }), replace: true })
          }
          data={[
            { value: 'all', label: 'All' },
            { value: 'mine', label: 'Mine' },
            { value: 'to-me', label: 'Escalated to me' },
          ]}
        />
        <ToggleChip
          label="With those that have fired"
          on={fired}
          onChange={(on) => void navigate({ search: (before) => ({ ...before, ended: on }), replace: true })}
        />
      </FlowList>
    </Page>
  )
}
