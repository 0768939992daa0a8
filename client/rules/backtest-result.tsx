import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@mantine/core'
import type { Outputs } from '../trpc.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Callout } from '../ui/tag.tsx'
import { ExactTime, Time } from '../ui/time.tsx'
import { PerPersonWeek } from './per-person-week.tsx'

type Result = NonNullable<Outputs['rules']['backtestJob']['result']>

const PAGE = 20
const AGAINST = { saved: 'the rule as it is saved', live: 'what it really did', nothing: null } as const

/** The firings that would have been, who would have had them, and how that differs from what is. */
export function BacktestResult({ result }: { result: Result }) {
  const { firings, count, perPersonWeek, overlap, difference, hasHistory, historyFrom, from } = result
  const [shown, setShown] = useState(PAGE)
  if (!hasHistory)
    return <Callout tone="high">Nothing is on record of what this rule reads: there is nothing to replay yet.</Callout>
  const against = AGAINST[difference.against]
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      {historyFrom !== null && historyFrom > from && (
        <Callout tone="muted">
          What it reads is on record since <ExactTime at={historyFrom} />: before that nothing could fire.
        </Callout>
      )}
      <Facts size="small">
        <Fact label="Escalations">{count.toLocaleString('en')}</Fact>
        {against !== null && (
          <Fact label={`Against ${against}`}>
            {difference.added} more, {difference.removed} fewer, {difference.same} the same
          </Fact>
        )}
        {overlap.map(({ ruleId, name, both, lostTo }) => (
          <Fact key={ruleId} label={`With ${name}`}>
            {both} at both{lostTo > 0 && `, ${lostTo} lost to it`}
          </Fact>
        ))}
      </Facts>
      {perPersonWeek.length > 0 && <PerPersonWeek counts={perPersonWeek} />}
      {firings.length > 0 && (
        <ul className="h-rules">
          {firings.slice(0, shown).map(({ at, workflowId, customerName, recipient, explanation }) => (
            <li key={`${workflowId} ${at}`} style={{ padding: '6px 0' }}>
              <Time at={at} />{' '}
              <Link to="/workflows/$workflowId" params={{ workflowId }}>
                {customerName}
              </Link>{' '}
              to {recipient.name}
              <div className="h-dim h-small">{explanation}</div>
            </li>
          ))}
        </ul>
      )}
      {firings.length > shown && (
        <div>
          <Button size="compact-sm" variant="subtle" onClick={() => setShown(shown + 100)}>
            Show more of {firings.length.toLocaleString('en')}
          </Button>
        </div>
      )}
    </div>
  )
}
