import { Button, Progress, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { DAY } from '../../shared/time/instant.ts'
import type { Inputs } from '../trpc.ts'
import { Section } from '../ui/page.tsx'
import { messageOf } from '../ui/server-issues.ts'
import { Callout } from '../ui/tag.tsx'
import { useNow } from '../ui/time.tsx'
import { BacktestResult } from './backtest-result.tsx'
import { useBacktest } from './use-backtest.ts'

type Ask = Omit<Inputs['rules']['backtest'], 'from' | 'to'>

const WINDOWS = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'a year' },
]

/** What a rule, saved or not, would have done over a window of the past. Nothing is changed by trying. */
export function Backtest({ ask }: { ask: Ask | null }) {
  const now = useNow()
  const [days, setDays] = useState('90')
  const { job, error, starting, start, cancel } = useBacktest()
  const running = job?.state === 'running'
  return (
    <Section
      title="What it would have done"
      acts={
        <SegmentedControl
          aria-label="Window of the past"
          size="xs"
          value={days}
          onChange={setDays}
          disabled={running}
          data={WINDOWS}
        />
      }
    >
      <p className="h-dim" style={{ margin: '0 0 8px' }}>
        Replays every fact of the window through the rule as it would have run. Nobody is told.
      </p>
      {running ? (
        <div className="h-row" aria-live="polite">
          <Progress
            className="h-grow"
            value={job.progress.of === 0 ? 0 : (job.progress.facts / job.progress.of) * 100}
            aria-label="Facts replayed"
          />
          <span className="h-dim h-small">
            {job.progress.facts.toLocaleString('en')} of {job.progress.of.toLocaleString('en')} facts ·{' '}
            {job.progress.firings.toLocaleString('en')} firings
          </span>
          <Button size="compact-sm" variant="default" onClick={cancel}>
            Cancel
          </Button>
        </div>
      ) : (
        <Button
          size="xs"
          variant="default"
          loading={starting}
          disabled={ask === null}
          onClick={() => ask && start({ ...ask, from: now - Number(days) * DAY })}
        >
          {job ? 'Run again' : 'Run the backtest'}
        </Button>
      )}
      <div style={{ marginTop: 12 }} aria-live="polite">
        {error !== null && error !== undefined && <Callout tone="critical">{messageOf(error)}</Callout>}
        {job?.state === 'cancelled' && <p className="h-dim">It was cancelled.</p>}
        {job?.state === 'failed' && <Callout tone="critical">{job.error}</Callout>}
        {job?.result && <BacktestResult result={job.result} />}
      </div>
    </Section>
  )
}
