import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Outputs, trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { SlackChannelDialog } from './slack-channel-dialog.tsx'

type Channel = Outputs['slack']['channels'][number]

/** Channels the app is in, and whose they are: whoever writes in a customer's channel writes for that customer. */
export function SlackChannelsPage() {
  const channels = trpc.slack.channels.useQuery()
  const [choosing, setChoosing] = useState<Channel | null>(null)
  return (
    <Page title="Slack channels">
      <p className="h-dim" style={{ maxWidth: 620 }}>
        In a channel that you share with one customer, everybody who is not one of you writes for that customer.
        Elsewhere people are known by their contacts.
      </p>
      <Loaded query={channels}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="No channels yet">
              Invite the Hoist app to a channel that you share with a customer. It appears here with its next message,
              or after the next scan.
            </EmptyState>
          ) : (
            <ul className="h-lines">
              {list.map((channel) => (
                <ChannelLine key={channel.id} channel={channel} onChoose={() => setChoosing(channel)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <SlackChannelDialog channel={choosing} onClose={() => setChoosing(null)} />
    </Page>
  )
}

function ChannelLine({ channel, onChoose }: { channel: Channel; onChoose: () => void }) {
  const utils = trpc.useUtils()
  const name = channel.name === null ? channel.id : `#${channel.name}`
  const set = trpc.slack.setCustomer.useMutation({
    onSuccess: ({ messages }) => {
      told(messages === 0 ? `${name} is mapped` : `${name} is mapped, with ${messages} messages that waited`)
      return Promise.all([utils.slack.invalidate(), utils.alerts.invalidate(), utils.customers.invalidate()])
    },
    onError: (error) => failed(`${name} was not changed`, error),
  })
  const { suggestion } = channel
  return (
    <li>
      <div className="h-grow">
        <span style={{ overflowWrap: 'anywhere' }}>{name}</span> {channel.shared && <Tag>shared</Tag>}
        <div className="h-dim h-small">
          {channel.customerName ?? 'nobody’s in particular'}
          {channel.readAt !== null && (
            <>
              {' '}
              · read <Time at={channel.readAt} />
            </>
          )}
        </div>
      </div>
      {suggestion !== null && (
        <Button
          size="xs"
          variant="light"
          loading={set.isPending}
          onClick={() => set.mutate({ id: channel.id, customerId: suggestion.customerId })}
        >
          It is {suggestion.customerName}’s
        </Button>
      )}
      <Button size="xs" variant="default" onClick={onChoose} aria-label={`Choose the customer of ${name}`}>
        {channel.customerId === null ? 'Choose customer…' : 'Change…'}
      </Button>
    </li>
  )
}
