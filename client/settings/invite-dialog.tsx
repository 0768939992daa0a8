import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { ROLES, type Role } from '../../shared/roles.ts'
import { trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import type { MadeLink } from './link-dialog.tsx'
import { ROLE_WORDS } from './words.ts'

const FIELDS = ['email', 'name', 'role'] as const

export function InviteDialog(props: { opened: boolean; onClose: () => void; onInvited: (link: MadeLink) => void }) {
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      size={480}
      title="Invite somebody"
      lead="You get a link to send them. Workflows can be assigned to them at once."
    >
      <InviteForm onClose={props.onClose} onInvited={props.onInvited} />
    </Dialog>
  )
}

function InviteForm({ onClose, onInvited }: { onClose: () => void; onInvited: (link: MadeLink) => void }) {
  const utils = trpc.useUtils()
  const form = useForm({
    initialValues: { name: '', email: '', role: 'member' as Role },
    validate: {
      name: (value) => (value.trim() === '' ? 'Enter their name' : null),
      email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : 'Enter an email address'),
    },
  })
  const invite = trpc.members.invite.useMutation({
    onSuccess: async ({ link }, { name }) => {
      onClose()
      onInvited({ name: name ?? 'them', invited: true, link })
      await utils.members.invalidate()
    },
  })
  const issues = useServerIssues(invite.error, FIELDS)
  const props = (field: (typeof FIELDS)[number]) => ({
    ...form.getInputProps(field),
    error: form.errors[field] ?? issues.field(field),
  })
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ name, email, role }) =>
        invite.mutate({ name: name.trim(), email: email.trim(), role }),
      )}
    >
      <TextInput label="Name" data-autofocus {...props('name')} />
      <TextInput label="Email" type="email" {...props('email')} />
      <Select
        label="Role"
        description={`${ROLE_WORDS[form.values.role].label}: ${ROLE_WORDS[form.values.role].may}.`}
        data={ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role].label }))}
        allowDeselect={false}
        {...props('role')}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={invite.isPending}>Invite</Submit>
      </DialogFoot>
    </form>
  )
}
