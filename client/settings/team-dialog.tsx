import { Button, MultiSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type Outputs, trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'

type Team = Outputs['teams']['list']['teams'][number]
const FIELDS = ['name', 'userIds'] as const

export function TeamDialog({ team, onClose }: { team: Team | 'new' | null; onClose: () => void }) {
  return (
    <Dialog opened={team !== null} onClose={onClose} size={480} title={team === 'new' ? 'New team' : 'Change team'}>
      {team !== null && <TeamForm team={team === 'new' ? null : team} onClose={onClose} />}
    </Dialog>
  )
}

function TeamForm({ team, onClose }: { team: Team | null; onClose: () => void }) {
  const utils = trpc.useUtils()
  const members = trpc.members.list.useQuery()
  const form = useForm({
    initialValues: { name: team?.name ?? '', userIds: team?.members.map(({ userId }) => userId) ?? [] },
    validate: { name: (value) => (value.trim() === '' ? 'Enter a name' : null) },
  })
  const save = trpc.teams.save.useMutation({
    onSuccess: async () => {
      onClose()
      await utils.teams.invalidate()
    },
  })
  const issues = useServerIssues(save.error, FIELDS)
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ name, userIds }) =>
        save.mutate({ ...(team !== null && { id: team.id }), name: name.trim(), userIds }),
      )}
    >
      <TextInput
        label="Name"
        data-autofocus
        {...form.getInputProps('name')}
        error={form.errors.name ?? issues.field('name')}
      />
      <MultiSelect
        label="Members"
        searchable
        data={(members.data?.members ?? []).map((member) => ({ value: member.userId, label: member.name }))}
        {...form.getInputProps('userIds')}
        error={issues.field('userIds')}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={save.isPending}>Save</Submit>
      </DialogFoot>
    </form>
  )
}
