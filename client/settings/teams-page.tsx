import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Outputs, trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { TeamDialog } from './team-dialog.tsx'

type Team = Outputs['teams']['list']['teams'][number]

/** Named groups of members: who an escalation to a team may reach, and whose workflows a manager may act on. */
export function TeamsPage() {
  const teams = trpc.teams.list.useQuery()
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const add = <Button onClick={() => setEditing('new')}>New team</Button>
  return (
    <Page title="Teams" acts={teams.data?.teams.length ? add : undefined}>
      <Loaded query={teams}>
        {({ teams: list }) =>
          list.length === 0 ? (
            <EmptyState title="No teams yet" acts={add}>
              Escalate to a team and Hoist picks who of them is told. Managers act on the workflows of their teams.
            </EmptyState>
          ) : (
            <ul className="h-lines">
              {list.map((team) => (
                <TeamLine key={team.id} team={team} onEdit={() => setEditing(team)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <TeamDialog team={editing} onClose={() => setEditing(null)} />
    </Page>
  )
}

function TeamLine({ team, onEdit }: { team: Team; onEdit: () => void }) {
  const utils = trpc.useUtils()
  const remove = trpc.teams.remove.useMutation({
    onSuccess: () => {
      told(`The team ${team.name} was removed`)
      return utils.teams.invalidate()
    },
    onError: (error) => failed(`The team ${team.name} was not removed`, error),
  })
  const ask = async () => {
    const sure = await confirm({
      title: `Remove the team ${team.name}?`,
      body: 'Its members stay. Escalations that wait for this team go to the fallback when they fire.',
      act: 'Remove',
      danger: true,
    })
    if (sure) remove.mutate({ id: team.id })
  }
  return (
    <li>
      <div className="h-grow">
        {team.name}
        <div className="h-dim h-small">{team.members.map(({ name }) => name).join(', ') || 'Nobody yet'}</div>
      </div>
      <Button size="xs" variant="default" onClick={onEdit} aria-label={`Change ${team.name}`}>
        Change
      </Button>
      <Button size="xs" variant="subtle" color="muted" onClick={() => void ask()} aria-label={`Remove ${team.name}`}>
        Remove…
      </Button>
    </li>
  )
}
