import { Button, Menu, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ROLES, type Role } from '../../shared/roles.ts'
import { useMe } from '../session.tsx'
import { type Outputs, trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { Initials, Tag } from '../ui/tag.tsx'
import { failed, told } from '../ui/toasts.tsx'
import type { MadeLink } from './link-dialog.tsx'
import { MemberDialog } from './member-dialog.tsx'
import { ROLE_WORDS } from './words.ts'

type Member = Outputs['members']['list']['members'][number]
type MemberLineProps = { member: Member; lastAdmin: boolean; onLink: (link: MadeLink) => void }

export function MemberLine({ member, lastAdmin, onLink }: MemberLineProps) {
  const me = useMe()
  const [changing, change] = useDisclosure(false)
  const utils = trpc.useUtils()
  const refresh = () => utils.members.invalidate()
  const update = trpc.members.update.useMutation({
    onSuccess: () => {
      told(`${member.name} was changed`)
      return refresh()
    },
    onError: (error) => failed(`${member.name} was not changed`, error),
  })
  const remove = trpc.members.remove.useMutation({
    onSuccess: () => {
      told(`${member.name} was removed`)
      return refresh()
    },
    onError: (error) => failed(`${member.name} was not removed`, error),
  })
  const makeLink = trpc.members.resetLink.useMutation({
    onSuccess: ({ link, purpose }) => onLink({ name: member.name, invited: purpose === 'invitation', link }),
    onError: (error) => failed('No link was made', error),
  })
  const askRemove = async () => {
    const sure = await confirm({
      title: `Remove ${member.name}?`,
      body: 'They can no longer sign in here, and their API keys stop working. Their name stays in the history; their workflows keep them as assignee until somebody else is assigned.',
      act: 'Remove',
      danger: true,
    })
    if (sure) remove.mutate({ userId: member.userId })
  }
  const fixed = lastAdmin && member.role === 'admin'
  return (
    <li>
      <Initials name={member.name} />
      <div className="h-grow">
        <span>{member.name}</span> {member.userId === me.user.userId && <Tag>you</Tag>}{' '}
        {member.status === 'invited' && <Tag tone="high">invited</Tag>}
        <div className="h-dim h-small h-cut">
          {member.email}
          {member.slackUserId && ` · Slack ${member.slackUserId}`}
        </div>
      </div>
      <Select
        size="xs"
        w={150}
        aria-label={`Role of ${member.name}`}
        data={ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].label }))}
        value={member.role}
        allowDeselect={false}
        disabled={fixed}
        title={fixed ? 'An organization needs an administrator' : ROLE_WORDS[member.role].may}
        onChange={(role) => role !== null && update.mutate({ userId: member.userId, role: role as Role })}
      />
      <Menu>
        <Menu.Target>
          <Button size="xs" variant="default" aria-label={`More for ${member.name}`}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={change.open}>Change name or Slack id…</Menu.Item>
          <Menu.Item onClick={() => makeLink.mutate({ userId: member.userId })}>
            {member.status === 'invited' ? 'Make a new invitation link' : 'Make a password link'}
          </Menu.Item>
          <Menu.Item color="critical" disabled={fixed} onClick={() => void askRemove()}>
            Remove…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MemberDialog member={member} opened={changing} onClose={change.close} />
    </li>
  )
}
