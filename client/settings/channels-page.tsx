import { Button } from '@mantine/core'
import { useState } from 'react'
import { trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Callout, Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { EmailForm } from './email-form.tsx'
import { InboundSection } from './inbound-section.tsx'
import { SlackForm } from './slack-form.tsx'
import { SocketLine } from './socket-line.tsx'

type ChannelName = 'slack' | 'email'
const NAMES = { slack: 'Slack', email: 'Email' } as const

/** How messages leave the building; the inbox works without either. */
export function ChannelsPage() {
  const channels = trpc.channels.get.useQuery()
  const connection = trpc.slack.connection.useQuery()
  return (
    <Page title="Slack and email">
      <Loaded query={channels}>
        {({ slack, email }) => (
          <>
            <Section title="Slack" acts={<ChannelActs channel="slack" connected={slack.connected} />}>
              <Connected since={slack.updatedAt} where={slack.team} />
              <SocketLine socket={connection.data?.socket ?? null} />
              <SlackForm key={slack.updatedAt} slack={slack} url={connection.data?.url ?? window.location.origin} />
            </Section>
            <Section title="Email" acts={<ChannelActs channel="email" connected={email.connected} />}>
              <Connected since={email.connected ? email.updatedAt : null} />
              <EmailForm key={email.connected ? email.updatedAt : 'new'} email={email} />
            </Section>
            <InboundSection />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Connected({ since, where = null }: { since: number | null; where?: string | null }) {
  return (
    <p className="h-dim" style={{ marginBottom: 12 }}>
      {since === null ? (
        <Tag>not connected</Tag>
      ) : (
        <>
          <Tag tone="ok">connected</Tag> {where !== null && `to ${where}, `}changed <Time at={since} />
        </>
      )}
    </p>
  )
}

function ChannelActs({ channel, connected }: { channel: ChannelName; connected: boolean }) {
  const utils = trpc.useUtils()
  const [answer, setAnswer] = useState<{ ok: boolean; words: string } | null>(null)
  const test = trpc.channels.test.useMutation({
    onSuccess: setAnswer,
    onError: (error) => failed(`${NAMES[channel]} could not be tested`, error),
  })
  const disconnect = trpc.channels.disconnect.useMutation({
    onSuccess: () => {
      told(`${NAMES[channel]} is disconnected`)
      return utils.channels.invalidate()
    },
    onError: (error) => failed(`${NAMES[channel]} is still connected`, error),
  })
  const ask = async () => {
    const sure = await confirm({
      title: `Disconnect ${NAMES[channel]}?`,
      body: 'Nobody is told there any more, and the secrets are forgotten. The inbox goes on.',
      act: 'Disconnect',
      danger: true,
    })
    if (sure) disconnect.mutate({ channel })
  }
  if (!connected) return null
  return (
    <>
      {answer !== null && <Callout tone={answer.ok ? 'ok' : 'critical'}>{answer.words}</Callout>}
      <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate({ channel })}>
        Send me a test
      </Button>
      <Button size="xs" variant="subtle" color="muted" onClick={() => void ask()}>
        Disconnect…
      </Button>
    </>
  )
}
