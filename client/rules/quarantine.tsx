import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { confirm } from '../ui/confirm.tsx'
import { Section } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { failed, noted, told } from '../ui/toasts.tsx'
import { type Rule, targetWords } from './words.ts'

/** What a rule holds back: released one by one or all together, each exactly once. */
export function Quarantine({ rule }: { rule: Rule }) {
  const held = trpc.rules.quarantine.useInfiniteQuery(
    { id: rule.id },
    { getNextPageParam: (page) => page.nextCursor ?? undefined },
  )
  const utils = trpc.useUtils()
  const settle = (what: string) => ({
    onSuccess: async ({ released, refused }: { released: number; refused: readonly { reason: string }[] }) => {
      await Promise.all([utils.rules.invalidate(), utils.workflows.invalidate()])
      if (released > 0) told(`${released} ${what}`)
      if (refused.length > 0) noted(`${refused.length} could not be: ${refused[0]?.reason}`)
    },
    onError: (error: unknown) => failed('Nothing was changed', error),
  })
  const approve = trpc.rules.approve.useMutation(settle('escalated'))
  const discard = trpc.rules.discard.useMutation(settle('discarded'))
  const all = async (what: 'approve' | 'discard') => {
    const sure = await confirm(
      what === 'approve'
        ? {
            title: `Escalate all ${rule.quarantined} now?`,
            body: `${targetWords(rule.target)} will be told of each.`,
            act: 'Escalate all',
          }
        : {
            title: `Discard all ${rule.quarantined}?`,
            body: 'Nobody is told. The rule acts on them again only after its condition has not held in between.',
            act: 'Discard all',
            danger: true,
          },
    )
    if (sure) (what === 'approve' ? approve : discard).mutate({ id: rule.id })
  }
  const busy = approve.isPending || discard.isPending
  return (
    <Section
      title={`In quarantine: ${rule.quarantined}`}
      acts={
        <>
          <Button size="xs" variant="default" disabled={busy} onClick={() => void all('approve')}>
            Escalate all…
          </Button>
          <Button size="xs" variant="subtle" color="muted" disabled={busy} onClick={() => void all('discard')}>
            Discard all…
          </Button>
        </>
      }
    >
      <Loaded query={held}>
        {({ pages }) => (
          <ul className="h-rules">
            {pages
              .flatMap(({ workflows }) => workflows)
              .map(({ workflowId, customerName, definition, since, holds }) => (
                <li key={workflowId} className="h-row" style={{ padding: '6px 0' }}>
                  <span className="h-grow">
                    <Link to="/workflows/$workflowId" params={{ workflowId }}>
                      {definition} · {customerName}
                    </Link>{' '}
                    <span className="h-dim h-small">{since !== null && <Time at={since} inList />}</span>
                  </span>
                  {!holds && <Tag>no longer matches</Tag>}
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={busy}
                    aria-label={`Escalate ${definition} of ${customerName}`}
                    onClick={() => approve.mutate({ id: rule.id, workflowIds: [workflowId] })}
                  >
                    Escalate
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    color="muted"
                    disabled={busy}
                    aria-label={`Discard ${definition} of ${customerName}`}
                    onClick={() => discard.mutate({ id: rule.id, workflowIds: [workflowId] })}
                  >
                    Discard
                  </Button>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      {held.hasNextPage && (
        <Button size="compact-sm" variant="subtle" onClick={() => void held.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Section>
  )
}
