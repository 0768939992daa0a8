import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { LinkDialog, type MadeLink } from './link-dialog.tsx'
import { MemberLine } from './member-line.tsx'

/** Who belongs to the organization, as what; inviting, changing, removing. */
export function MembersPage() {
  const members = trpc.members.list.useQuery()
  const [inviting, invite] = useDisclosure(false)
  const [link, setLink] = useState<MadeLink | null>(null)
  const admins = members.data?.members.filter(({ role, status }) => role === 'admin' && status === 'active').length ?? 0
  return (
    <Page title="Members" acts={<Button onClick={invite.open}>Invite somebody</Button>}>
      <Loaded query={members}>
        {({ members: list }) => (
          <ul className="h-lines">
            {list.map((member) => (
              <MemberLine key={member.userId} member={member} lastAdmin={admins === 1} onLink={setLink} />
            ))}
          </ul>
        )}
      </Loaded>
      <InviteDialog opened={inviting} onClose={invite.close} onInvited={setLink} />
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </Page>
  )
}
