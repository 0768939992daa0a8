import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useMe } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { CopyLine } from '../ui/copy-line.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'

const FIELDS = ['name', 'userId'] as const

/** Names a key and whose it is, then shows it: once, since only its hash is kept. */
export function KeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [made, setMade] = useState<string | null>(null)
  const close = () => {
    onClose()
    setMade(null)
  }
  return (
    <Dialog
      opened={opened}
      onClose={close}
      size={520}
      title={made === null ? 'New API key' : 'Your key'}
      lead={made === null ? undefined : 'Copy it now: it is not shown again. Send it in the header x-api-key.'}
    >
      {made === null ? (
        <KeyForm onMade={setMade} onClose={close} />
      ) : (
        <>
          <CopyLine value={made} label="Copy the key" />
          <DialogFoot>
            <Button onClick={close}>Done</Button>
          </DialogFoot>
        </>
      )}
    </Dialog>
  )
}

function KeyForm({ onMade, onClose }: { onMade: (key: string) => void; onClose: () => void }) {
  const me = useMe()
  const utils = trpc.useUtils()
  const members = trpc.members.list.useQuery()
  const form = useForm({
    initialValues: { name: '', userId: me.user.userId },
    validate: { name: (value) => (value.trim() === '' ? 'Enter a name that says what uses the key' : null) },
  })
  const create = trpc.keys.create.useMutation({
    onSuccess: async ({ key }) => {
      onMade(key)
      await utils.keys.invalidate()
    },
  })
  const issues = useServerIssues(create.error, FIELDS)
  const people = (members.data?.members ?? []).filter(({ status }) => status === 'active')
  return (
    <form
      className="h-form"
      noValidate
      onSubmit={form.onSubmit(({ name, userId }) => create.mutate({ name: name.trim(), userId }))}
    >
      <TextInput
        label="Name"
        placeholder="Usage feed"
        data-autofocus
        {...form.getInputProps('name')}
        error={form.errors.name ?? issues.field('name')}
      />
      <Select
        label="Acts as"
        description="The key may do what this person may, no more."
        data={people.map(({ userId, name, role }) => ({ value: userId, label: `${name} (${role})` }))}
        searchable
        allowDeselect={false}
        {...form.getInputProps('userId')}
        error={issues.field('userId')}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={create.isPending}>Make the key</Submit>
      </DialogFoot>
    </form>
  )
}
