import type { ReactNode } from 'react'
import type { Days } from '../../shared/analytics/periods.ts'
import type { Outputs } from '../trpc.ts'
import { AlertsLink } from './alerts-link.tsx'
import { DrillLink } from './drill-link.tsx'
import { changeOf, countWords, hoursWords, percentWords } from './figures.ts'
import type { LinkParts } from './link-bars.tsx'
import type { Drill } from './search.ts'

type Summary = Outputs['analytics']['summary']

type TileProps = {
  label: ReactNode
  children: ReactNode
  now?: number | null
  before?: number | null | undefined
  /** Which way is better; without one a change has no colour. */
  better?: 'less' | 'more'
  drill?: Drill
  /** Where what it counts is no escalations: the link to it. */
  link?: (parts: LinkParts) => ReactNode
}

type TilesProps = { summary: Summary; previous: Summary | null; days: Days }

/** The figures of the page, each with its change; most lead to what they count. */
export function Tiles({ summary, previous, days }: TilesProps) {
  const { timeToEscalate: time, mostEscalatedTo: most } = summary
  const alerts = summary.mtta !== null || summary.mttr !== null || summary.falsePositiveRate !== null
  return (
    <dl className="h-tiles" data-alerts={alerts || undefined}>
      <Tile
        label={summary.totalEscalations === 1 ? 'escalation' : 'escalations'}
        now={summary.totalEscalations}
        before={previous?.totalEscalations}
        drill={{}}
      >
        {countWords(summary.totalEscalations)}
      </Tile>
      <Tile
        label={
          <>
            mean time to escalate · median {hoursWords(time.median)} · p90 {hoursWords(time.p90)}
          </>
        }
        now={time.mean}
        before={previous?.timeToEscalate.mean}
        better="less"
        drill={{ only: 'timed' }}
      >
        {hoursWords(time.mean)}
      </Tile>
      <Tile
        label={most === null ? 'most escalated to' : `most escalated to, ${countWords(most.escalations)}`}
        {...(most !== null && { drill: { recipient: most.userId } })}
      >
        {most?.name ?? '–'}
      </Tile>
      {alerts && (
        <>
          <Tile
            label="mean time to acknowledge"
            now={summary.mtta}
            before={previous?.mtta}
            better="less"
            link={(parts) => <AlertsLink days={days} search={{}} {...parts} />}
          >
            {hoursWords(summary.mtta)}
          </Tile>
          <Tile
            label="mean time to resolve"
            now={summary.mttr}
            before={previous?.mttr}
            better="less"
            link={(parts) => <AlertsLink days={days} search={{ status: 'resolved' }} {...parts} />}
          >
            {hoursWords(summary.mttr)}
          </Tile>
          <Tile
            label="false-positive rate of alerts"
            now={summary.falsePositiveRate}
            before={previous?.falsePositiveRate}
            better="less"
            link={(parts) => <AlertsLink days={days} search={{ status: 'false_positive' }} {...parts} />}
          >
            {percentWords(summary.falsePositiveRate)}
          </Tile>
        </>
      )}
      <Tile
        label="false escalations"
        now={summary.falseEscalations}
        before={previous?.falseEscalations}
        better="less"
        drill={{ only: 'not_needed' }}
      >
        {countWords(summary.falseEscalations)}
      </Tile>
      <Tile
        label="fired late"
        now={summary.firedLate}
        before={previous?.firedLate}
        better="less"
        drill={{ only: 'late' }}
      >
        {countWords(summary.firedLate)}
      </Tile>
      <Tile
        label="waited for triggers"
        now={summary.conditionalShare}
        before={previous?.conditionalShare}
        drill={{ only: 'conditional' }}
      >
        {percentWords(summary.conditionalShare)}
      </Tile>
      <Tile label="waiting now" drill={{ only: 'armed' }}>
        {countWords(summary.armed)}
      </Tile>
    </dl>
  )
}

function Tile({ label, children, now = null, before, better, drill, link }: TileProps) {
  const change = changeOf(now, before)
  return (
    <div className="h-tile">
      <dd>
        {drill !== undefined ? (
          <DrillLink drill={drill}>{children}</DrillLink>
        ) : (
          (link?.({ className: 'h-drill', children }) ?? children)
        )}
      </dd>
      <dt>
        {label} {change !== null && change !== 0 && <Change percent={change} better={better} />}
      </dt>
    </div>
  )
}

function Change({ percent, better }: { percent: number; better: TileProps['better'] }) {
  const good = better === undefined ? undefined : percent < 0 === (better === 'less')
  // Next to almost nothing everything is thousands of percent more.
  const size = Math.abs(percent) > 999 ? 'over 999 %' : `${Math.abs(percent)} %`
  const words = `${size} ${percent > 0 ? 'more' : 'less'} than in the days compared with`
  return (
    <span className="h-change" data-good={good} title={words}>
      <span aria-hidden>
        {percent > 0 ? '▲' : '▼'} {size}
      </span>
      <span className="h-hidden">{words}</span>
    </span>
  )
}
