import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { trpc } from '../trpc.ts'
import { messageOf } from '../ui/server-issues.ts'
import { Callout } from '../ui/tag.tsx'
import { type Catalogue, conditionOf, type GroupDraft, mistakesOf } from './condition/draft.ts'

/** What the condition says in words, and what it matches now. */
export function MatchingBox({ root, catalogue }: { root: GroupDraft; catalogue: Catalogue }) {
  const [settled] = useDebouncedValue(root, 250)
  const complete = mistakesOf(settled, catalogue).size === 0
  const { condition } = conditionOf(settled, catalogue)
  const preview = trpc.rules.preview.useQuery(
    { conditions: condition },
    { enabled: complete, placeholderData: keepPreviousData, retry: false },
  )
  if (!complete) return <Callout tone="muted">Complete the condition to see what it matches.</Callout>
  if (preview.error) return <Callout tone="critical">{messageOf(preview.error)}</Callout>
  if (preview.data === undefined) return <Callout tone="muted">Counting what matches…</Callout>
  const { words, matching, open, waiting, examples } = preview.data
  return (
    <div aria-live="polite">
      <Callout>
        <p style={{ margin: 0 }}>When {words}</p>
        <p style={{ margin: '4px 0 0' }}>
          <b>
            {matching.toLocaleString('en')} of {open.toLocaleString('en')}
          </b>{' '}
          open workflows match now
          {waiting > 0 &&
            `; ${waiting.toLocaleString('en')} of them have something open, and it would wait for its end`}
          .
        </p>
        {examples.length > 0 && (
          <p className="h-small" style={{ margin: '6px 0 0' }}>
            {examples.slice(0, 5).map(({ workflowId, customerName, definition }, at) => (
              <span key={workflowId}>
                {at > 0 && ' · '}
                <Link to="/workflows/$workflowId" params={{ workflowId }}>
                  {definition} · {customerName}
                </Link>
              </span>
            ))}
            {matching > 5 && ` and ${(matching - 5).toLocaleString('en')} more`}
          </p>
        )}
      </Callout>
    </div>
  )
}
