import { Button, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { type Sender, senderName } from './sender.ts'
import { useMapSender } from './use-map-sender.ts'

const FIELDS = ['customerId'] as const

/** Says whose a sender's messages are, those that wait and those to come. */
export function MapSenderDialog({ sender, onClose }: { sender: Sender | null; onClose: () => void }) {
  return (
    <Dialog
      opened={sender !== null}
      onClose={onClose}
      size={480}
      title="Map to customer"
      lead={sender && `${senderName(sender)}: their messages go to this customer, later ones too.`}
    >
      {sender && <MapForm sender={sender} onClose={onClose} />}
    </Dialog>
  )
}

function MapForm({ sender, onClose }: { sender: Sender; onClose: () => void }) {
  const [customerId, setCustomerId] = useState<string | null>(null)
  const [typed, setTyped] = useState(sender.customer ?? '')
  const [search] = useDebouncedValue(typed.trim(), 150)
  const found = trpc.customers.list.useQuery(
    { limit: 30, ...(search !== '' && { search }) },
    { placeholderData: keepPreviousData },
  )
  const map = useMapSender(onClose)
  const issues = useServerIssues(map.error, FIELDS)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (customerId !== null) map.mutate({ contact: sender.contact, customer: sender.customer, customerId })
  }
  return (
    <form className="h-form" onSubmit={submit}>
      <Select
        label="Customer"
        searchable
        data-autofocus
        placeholder="Type a name"
        nothingFoundMessage={found.isFetching ? 'Searching…' : 'No customer is called that'}
        data={(found.data?.customers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        filter={({ options }) => options}
        searchValue={typed}
        onSearchChange={setTyped}
        value={customerId}
        onChange={setCustomerId}
        error={issues.field('customerId')}
      />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={map.isPending}>Map</Submit>
      </DialogFoot>
    </form>
  )
}
