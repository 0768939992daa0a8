import { Button, CopyButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { trpc } from '../trpc.ts'
import { Loaded } from '../ui/states.tsx'

/** Replies one could send, asked for with a click since a language model may be asked; copied, never sent from here. */
export function Suggestions({ messageId }: { messageId: string }) {
  const [asked, { toggle }] = useDisclosure(false)
  const query = trpc.alerts.suggestions.useQuery({ messageId }, { enabled: asked, staleTime: Number.POSITIVE_INFINITY })
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-expanded={asked}
        loading={asked && query.isPending}
        onClick={toggle}
      >
        Suggest replies
      </Button>
      {asked && (
        <div className="h-replies-of">
          <Loaded query={query}>
            {({ suggestions }) => (
              <ul className="h-replies" aria-label="Suggested replies">
                {suggestions.map(({ text, why }) => (
                  <li key={text}>
                    <p>{text}</p>
                    <div className="h-row">
                      <span className="h-dim h-small h-grow">{why}</span>
                      <CopyButton value={text}>
                        {({ copied, copy }) => (
                          <Button size="compact-xs" variant="default" onClick={copy}>
                            {copied ? 'Copied' : 'Copy'}
                          </Button>
                        )}
                      </CopyButton>
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </div>
      )}
    </>
  )
}
