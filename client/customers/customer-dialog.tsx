import { Button, Select, TagsInput, TextInput } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { CustomerView } from '../../shared/customers/view.ts'
import { instantOf } from '../../shared/time/zone.ts'
import { trpc } from '../trpc.ts'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { useZone } from '../ui/time.tsx'
import { told } from '../ui/toasts.tsx'
import { ZoneSelect } from '../ui/zone-select.tsx'

const FIELDS = ['externalId', 'name', 'segment', 'tags', 'timezone', 'renewalAt', 'ownerId'] as const

type Draft = {
  externalId: string
  name: string
  segment: string
  tags: string[]
  timezone: string | null
  /** `2027-01-31`, a day in the organization's zone. */
  renewal: string | null
  ownerId: string | null
}

function draftOf(customer: CustomerView | null, zone: string): Draft {
  const renewalAt = customer?.renewalAt ?? null
  return {
    externalId: customer?.externalId ?? '',
    name: customer?.name ?? '',
    segment: customer?.segment ?? '',
    tags: customer?.tags ?? [],
    timezone: customer?.timezone ?? null,
    renewal: renewalAt === null ? null : new Intl.DateTimeFormat('sv', { timeZone: zone }).format(renewalAt),
    ownerId: customer?.owner?.userId ?? null,
  }
}

type CustomerDialogProps = { customer: CustomerView | null; opened: boolean; onClose: () => void }

/** A new customer, or changes to one. */
export function CustomerDialog({ customer, opened, onClose }: CustomerDialogProps) {
  const lead = 'The id is the one your CRM knows the customer by; imports and signals refer to it.'
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={customer === null ? 'New customer' : `Change ${customer.name}`}
      lead={lead}
    >
      {opened && <CustomerForm customer={customer} onClose={onClose} />}
    </Dialog>
  )
}

function CustomerForm({ customer, onClose }: Omit<CustomerDialogProps, 'opened'>) {
  const zone = useZone()
  const [draft, setDraft] = useState(() => draftOf(customer, zone))
  const utils = trpc.useUtils()
  const navigate = useNavigate()
  const members = trpc.members.list.useQuery(undefined, { staleTime: 60_000 }).data?.members ?? []
  const save = trpc.customers.upsert.useMutation({
    onSuccess: async ({ id }) => {
      told(customer === null ? `${draft.name} was added` : `${draft.name} was changed`)
      onClose()
      await utils.customers.invalidate()
      if (customer === null) await navigate({ to: '/customers/$customerId', params: { customerId: id } })
    },
  })
  const issues = useServerIssues(save.error, FIELDS)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  return (
    <form
      style={{ display: 'grid', gap: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        const { renewal, segment, ...rest } = draft
        const renewalAt = renewal === null ? null : instantOf(`${renewal}T00:00`, zone, zone)
        save.mutate({ ...rest, segment: segment.trim() === '' ? null : segment, renewalAt })
      }}
    >
      <TextInput
        label="Name"
        withAsterisk
        data-autofocus
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        error={issues.field('name')}
      />
      <TextInput
        label="Id"
        withAsterisk
        disabled={customer !== null}
        placeholder="C-0001"
        value={draft.externalId}
        onChange={({ currentTarget }) => change({ externalId: currentTarget.value })}
        error={issues.field('externalId')}
      />
      <TextInput
        label="Segment"
        value={draft.segment}
        onChange={({ currentTarget }) => change({ segment: currentTarget.value })}
        error={issues.field('segment')}
      />
      <Select
        label="Owner"
        searchable
        clearable
        data={members.map(({ userId, name }) => ({ value: userId, label: name }))}
        value={draft.ownerId}
        onChange={(ownerId) => change({ ownerId })}
        error={issues.field('ownerId')}
      />
      <DatePickerInput
        label="Renewal"
        clearable
        valueFormat="D MMM YYYY"
        value={draft.renewal}
        onChange={(renewal) => change({ renewal })}
        error={issues.field('renewalAt')}
      />
      <ZoneSelect
        label="Time zone"
        value={draft.timezone}
        onChange={(timezone) => change({ timezone })}
        error={issues.field('timezone')}
      />
      <TagsInput label="Tags" value={draft.tags} onChange={(tags) => change({ tags })} error={issues.field('tags')} />
      <FormMessage>{issues.rest}</FormMessage>
      <DialogFoot>
        <Button variant="subtle" color="muted" onClick={onClose}>
          Cancel
        </Button>
        <Submit busy={save.isPending}>{customer === null ? 'Add customer' : 'Save'}</Submit>
      </DialogFoot>
    </form>
  )
}
