import { Button, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Outputs, trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { told } from '../ui/toasts.tsx'

type Channel = Outputs['slack']['channels'][number]
const FIELDS = ['customerId'] as const

/** Says whose a Slack channel is, or that it is nobody's in particular. */
export function SlackChannelDialog({ channel, onClose }: { channel: Channel | null; onClose: () => void }) {
  return (
    <Dialog
      opened={channel !== null}
      onClose={onClose}
      size={480}
      title={channel?.name == null ? 'Channel' : `#${channel.name}`}
      lead="Messages that wait there go to this customer, later ones too."
    >
      {channel && <ChannelForm channel={channel} onClose={onClose} />}
    </Dialog>
  )
}

function ChannelForm({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const utils = trpc.useUtils()
  const [customerId, setCustomerId] = useState<string | null>(channel.customerId)
  const [typed, setTyped] = useState(channel.customerName ?? '')
  const [search] = useDebouncedValue(typed.trim(), 150)
  const found = trpc.customers.list.useQuery(
    { limit: 30, ...(search !== '' && { search }) },
    { placeholderData: keepPreviousData },
  )
  const set = trpc.slack.setCustomer.useMutation({
    onSuccess: async ({ messages }) => {
      onClose()
      told(messages === 0 ? 'Saved' : `Saved; ${messages} messages that waited have their customer`)
      await Promise.all([utils.slack.invalidate(), utils.alerts.invalidate(), utils.customers.invalidate()])
    },
  })
  const issues = useServerIssues(set.error, FIELDS)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate({ id: channel.id, customerId })
  }
  return (
    <form className="h-form" onSubmit={submit}>
      <Select
        label="Customer"
        searchable
        clearable
        data-autofocus
        placeholder="Nobody’s in particular"
        nothingFoundMessage={found.isFetching ? 'Searching…' : 'No customer is called that'}
        data={(found.data?.customers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        filter={({ options }) => options}
        searchValue={typed}
        onSearchChange={setTyped}
        value={customerId}
        onChange={setCustomerId}
        clearButtonProps={{ 'aria-label': 'Nobody’s in particular' }}
        error={issues.field('customerId')}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={set.isPending}>Save</Submit>
      </DialogFoot>
    </form>
  )
}
