import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Outputs, trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'

type Member = Outputs['members']['list']['members'][number]
const FIELDS = ['name', 'slackUserId'] as const

/** What an administrator may set right about a person. */
export function MemberDialog({ member, opened, onClose }: { member: Member; opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} size={480} title={`Change ${member.name}`} lead={member.email}>
      <MemberForm member={member} onClose={onClose} />
    </Dialog>
  )
}

function MemberForm({ member, onClose }: { member: Member; onClose: () => void }) {
  const utils = trpc.useUtils()
  const form = useForm({
    initialValues: { name: member.name, slackUserId: member.slackUserId ?? '' },
    validate: { name: (value) => (value.trim() === '' ? 'Enter a name' : null) },
  })
  const update = trpc.members.update.useMutation({
    onSuccess: async () => {
      onClose()
      await Promise.all([utils.members.invalidate(), utils.session.me.invalidate()])
    },
  })
  const issues = useServerIssues(update.error, FIELDS)
  const props = (field: (typeof FIELDS)[number]) => ({
    ...form.getInputProps(field),
    error: form.errors[field] ?? issues.field(field),
  })
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ name, slackUserId }) =>
        update.mutate({ userId: member.userId, name: name.trim(), slackUserId: slackUserId.trim() || null }),
      )}
    >
      <TextInput label="Name" data-autofocus {...props('name')} />
      <TextInput
        label="Slack member id"
        description="In Slack: their profile, three dots, Copy member ID. With it Hoist can write to them."
        placeholder="U024BE7LH"
        {...props('slackUserId')}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={update.isPending}>Save</Submit>
      </DialogFoot>
    </form>
  )
}
