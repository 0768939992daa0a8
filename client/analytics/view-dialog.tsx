import { Button, Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import type { AnalyticsSearch } from './search.ts'

type ViewDialogProps = { opened: boolean; onClose: () => void; search: AnalyticsSearch }

export function ViewDialog({ opened, onClose, search }: ViewDialogProps) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      size={440}
      title="Save this view"
      lead="It keeps the days and filters, not the numbers: “last 30 days” moves on with time."
    >
      {opened && <ViewForm search={search} onClose={onClose} />}
    </Dialog>
  )
}

function ViewForm({ search, onClose }: Omit<ViewDialogProps, 'opened'>) {
  const utils = trpc.useUtils()
  const form = useForm({
    initialValues: { name: '', shared: false },
    validate: { name: (value) => (value.trim() === '' ? 'Give the view a name' : null) },
  })
  const save = trpc.analytics.saveView.useMutation({
    onSuccess: async () => {
      onClose()
      await utils.analytics.views.invalidate()
    },
  })
  const issues = useServerIssues(save.error, ['name'])
  const kept = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ name, shared }) =>
        save.mutate({ name: name.trim(), shared, search: kept as Record<string, string> }),
      )}
    >
      <TextInput
        label="Name"
        data-autofocus
        {...form.getInputProps('name')}
        error={form.errors.name ?? issues.field('name')}
      />
      <Checkbox
        label="Everybody who sees analytics may open it"
        {...form.getInputProps('shared', { type: 'checkbox' })}
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
