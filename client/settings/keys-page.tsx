import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type Outputs, trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { Time } from '../ui/time.tsx'
import { failed, told } from '../ui/toasts.tsx'
import { KeyDialog } from './key-dialog.tsx'

type Key = Outputs['keys']['list']['keys'][number]

/** Keys with which programs act as a member. */
export function KeysPage() {
  const keys = trpc.keys.list.useQuery()
  const [making, make] = useDisclosure(false)
  const add = <Button onClick={make.open}>New API key</Button>
  return (
    <Page title="API keys" acts={keys.data?.keys.length ? add : undefined}>
      <Loaded query={keys}>
        {({ keys: list }) =>
          list.length === 0 ? (
            <EmptyState title="No API keys yet" acts={add}>
              With a key your product and scripts send signals, customers and workflows. The{' '}
              <a href="/docs">reference</a> says how.
            </EmptyState>
          ) : (
            <ul className="h-lines">
              {list.map((key) => (
                <KeyLine key={key.id} apiKey={key} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <KeyDialog opened={making} onClose={make.close} />
    </Page>
  )
}

function KeyLine({ apiKey }: { apiKey: Key }) {
  const utils = trpc.useUtils()
  const revoke = trpc.keys.revoke.useMutation({
    onSuccess: () => {
      told(`The key ${apiKey.name} no longer works`)
      return utils.keys.invalidate()
    },
    onError: (error) => failed('The key still works', error),
  })
  const ask = async () => {
    const sure = await confirm({
      title: `Revoke ${apiKey.name}?`,
      body: 'Whatever uses it is refused from the next request on. This cannot be taken back.',
      act: 'Revoke',
      danger: true,
    })
    if (sure) revoke.mutate({ id: apiKey.id })
  }
  return (
    <li>
      <div className="h-grow">
        {apiKey.name} <code className="h-dim h-small">{apiKey.prefix}…</code>
        <div className="h-dim h-small">
          acts as {apiKey.userName} ({apiKey.role}) ·{' '}
          {apiKey.lastUsedAt === null ? (
            'never used'
          ) : (
            <>
              used <Time at={apiKey.lastUsedAt} />
            </>
          )}{' '}
          · made <Time at={apiKey.createdAt} />
        </div>
      </div>
      <Button size="xs" variant="default" aria-label={`Revoke ${apiKey.name}`} onClick={() => void ask()}>
        Revoke…
      </Button>
    </li>
  )
}
