import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useSwitchOrganization } from '../layout/organization-switcher.tsx'
import { trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { useZone } from '../ui/time.tsx'
import { ZoneSelect } from '../ui/zone-select.tsx'

const FIELDS = ['name', 'timeZone'] as const

/** A second organization on the same installation, with the person as its administrator. */
export function NewOrganizationDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size={480}
      title="New organization"
      lead="It shares nothing with this one. You become its administrator and switch between them at the top left."
    >
      <NewOrganizationForm onClose={onClose} />
    </Dialog>
  )
}

function NewOrganizationForm({ onClose }: { onClose: () => void }) {
  const zone = useZone()
  const switchTo = useSwitchOrganization()
  const form = useForm({
    initialValues: { name: '', timeZone: zone },
    validate: { name: (value) => (value.trim() === '' ? 'Enter a name' : null) },
  })
  const create = trpc.organization.create.useMutation({
    onSuccess: ({ id }) => {
      onClose()
      switchTo(id)
    },
  })
  const issues = useServerIssues(create.error, FIELDS)
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ name, timeZone }) => create.mutate({ name: name.trim(), timeZone }))}
    >
      <TextInput
        label="Name"
        data-autofocus
        {...form.getInputProps('name')}
        error={form.errors.name ?? issues.field('name')}
      />
      <ZoneSelect label="Time zone" {...form.getInputProps('timeZone')} error={issues.field('timeZone')} />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={create.isPending}>Create and switch</Submit>
      </DialogFoot>
    </form>
  )
}
