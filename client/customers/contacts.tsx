import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '../session.tsx'
import { type Outputs, trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { Dialog, DialogFoot } from '../ui/dialog.tsx'
import { FormMessage, Submit } from '../ui/form-foot.tsx'
import { useServerIssues } from '../ui/server-issues.ts'
import { Loaded } from '../ui/states.tsx'
import { failed, told } from '../ui/toasts.tsx'

type Contact = Outputs['contacts']['list'][number]

/** The people at a customer; their addresses tell whose a message is. */
export function Contacts({ customerId }: { customerId: string }) {
  const query = trpc.contacts.list.useQuery({ customerId })
  const mayEdit = useMay('admin')
  const [editing, setEditing] = useState<Contact | 'new' | null>(null)
  return (
    <>
      <Loaded query={query}>
        {(contacts) => (
          <ul className="h-lines">
            {contacts.length === 0 && <li className="h-dim">Nobody yet.</li>}
            {contacts.map((contact) => (
              <ContactLine key={contact.id} contact={contact} mayEdit={mayEdit} onEdit={() => setEditing(contact)} />
            ))}
          </ul>
        )}
      </Loaded>
      {mayEdit && (
        <Button size="compact-sm" variant="default" onClick={() => setEditing('new')}>
          Add a contact
        </Button>
      )}
      <Dialog
        opened={editing !== null}
        onClose={() => setEditing(null)}
        title={editing === 'new' ? 'New contact' : 'Change contact'}
        lead="Messages from this address or Slack user belong to this customer."
        size={480}
      >
        {editing !== null && (
          <ContactForm
            customerId={customerId}
            contact={editing === 'new' ? null : editing}
            onClose={() => setEditing(null)}
          />
        )}
      </Dialog>
    </>
  )
}

function ContactLine({ contact, mayEdit, onEdit }: { contact: Contact; mayEdit: boolean; onEdit: () => void }) {
  const utils = trpc.useUtils()
  const remove = trpc.contacts.remove.useMutation({
    onSuccess: () => {
      told(`${contact.name} was removed`)
      return utils.contacts.invalidate()
    },
    onError: (error) => failed(`${contact.name} was not removed`, error),
  })
  const ask = async () => {
    const body = 'The messages stay with the customer; new ones from this address have to be mapped again.'
    if (await confirm({ title: `Remove ${contact.name}?`, body, act: 'Remove', danger: true }))
      remove.mutate({ id: contact.id })
  }
  return (
    <li>
      <div className="h-grow">
        {contact.name}
        <div className="h-dim h-small">
          {[contact.email, contact.slackUserId].filter(Boolean).join(' · ') || 'no address'}
        </div>
      </div>
      {mayEdit && (
        <>
          <Button size="compact-sm" variant="subtle" onClick={onEdit} aria-label={`Change ${contact.name}`}>
            Change
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="muted"
            onClick={() => void ask()}
            aria-label={`Remove ${contact.name}`}
          >
            Remove…
          </Button>
        </>
      )}
    </li>
  )
}

const FIELDS = ['name', 'email', 'slackUserId'] as const

function ContactForm({
  customerId,
  contact,
  onClose,
}: {
  customerId: string
  contact: Contact | null
  onClose: () => void
}) {
  const [draft, setDraft] = useState({
    name: contact?.name ?? '',
    email: contact?.email ?? '',
    slackUserId: contact?.slackUserId ?? '',
  })
  const utils = trpc.useUtils()
  const save = trpc.contacts.upsert.useMutation({
    onSuccess: async () => {
      told(`${draft.name} was saved`)
      onClose()
      await utils.contacts.invalidate()
    },
  })
  const issues = useServerIssues(save.error, FIELDS)
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return (
    <form
      style={{ display: 'grid', gap: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        const { name, email, slackUserId } = draft
        const fields = { name, email: orNull(email), slackUserId: orNull(slackUserId), customer: customerId }
        save.mutate(contact === null ? fields : { ...fields, id: contact.id })
      }}
    >
      {(
        [
          ['name', 'Name'],
          ['email', 'Email'],
          ['slackUserId', 'Slack user'],
        ] as const
      ).map(([field, label], at) => (
        <TextInput
          key={field}
          label={label}
          withAsterisk={field === 'name'}
          data-autofocus={at === 0 || undefined}
          value={draft[field]}
          onChange={({ currentTarget }) => setDraft({ ...draft, [field]: currentTarget.value })}
          error={issues.field(field)}
        />
      ))}
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
