import { Button } from '@mantine/core'
import { trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { CopyLine } from '../ui/copy-line.tsx'
import { Section } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'

/** The secret address at which a mail service hands in what customers write. */
export function InboundSection() {
  const utils = trpc.useUtils()
  const inbound = trpc.inbound.get.useQuery()
  const refresh = () => utils.inbound.invalidate()
  const renew = trpc.inbound.renew.useMutation({
    onSuccess: refresh,
    onError: (error) => failed('There is no address yet', error),
  })
  const close = trpc.inbound.close.useMutation({
    onSuccess: () => {
      told('No mail comes in any more')
      return refresh()
    },
    onError: (error) => failed('The address still works', error),
  })
  const ask = async (act: 'renew' | 'close') => {
    const sure = await confirm({
      title: act === 'renew' ? 'Make a new address?' : 'Close the address?',
      body: 'Whatever is sent to the present address is refused from now on.',
      act: act === 'renew' ? 'Make a new one' : 'Close',
      danger: true,
    })
    if (sure) (act === 'renew' ? renew : close).mutate()
  }
  const address = inbound.data ?? null
  const acts = address !== null && (
    <>
      <Button size="xs" variant="default" loading={renew.isPending} onClick={() => void ask('renew')}>
        New address…
      </Button>
      <Button size="xs" variant="subtle" color="muted" onClick={() => void ask('close')}>
        Close…
      </Button>
    </>
  )
  return (
    <Section title="Mail from customers" acts={acts || undefined}>
      <Loaded query={inbound}>
        {(found) =>
          found === null ? (
            <div className="h-form">
              <p className="h-dim">
                Let your mail service hand in what customers write: Postmark, Mailgun, SendGrid, CloudMailin, or
                anything that can send JSON to an address.
              </p>
              <div>
                <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
                  Make an address
                </Button>
              </div>
            </div>
          ) : (
            <div className="h-form" style={{ maxWidth: 'none' }}>
              <p className="h-dim">
                {found.lastReceivedAt === null ? (
                  <Tag>nothing received yet</Tag>
                ) : (
                  <>
                    <Tag tone="ok">receiving</Tag> last mail <Time at={found.lastReceivedAt} />
                  </>
                )}
              </p>
              <CopyLine value={found.url} label="Copy the address" />
              <p className="h-dim h-small">
                It is a secret: whoever knows it can hand mail in. Have your mail service post inbound mail there.
              </p>
            </div>
          )
        }
      </Loaded>
    </Section>
  )
}
