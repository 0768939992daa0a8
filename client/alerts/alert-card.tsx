import { Button } from '@mantine/core'
import type { AlertStatus } from '../../shared/alerts/schema.ts'
import { Callout, Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import type { AlertView } from '../../shared/alerts/view.ts'
import { alertTitle, isActive } from './alert.ts'
import { MarkedText } from './marked-text.tsx'
import { ResponseTarget } from './response-target.tsx'
import { SEVERITY_WORDS, STATUS_TONES, STATUS_WORDS, tagWords } from './words.ts'

export type CardActs = {
  move: (alert: AlertView, status: AlertStatus) => void
  /** Asks for notes or a reason first. */
  close: (alert: AlertView, status: 'resolved' | 'false_positive') => void
  escalate: (alert: AlertView) => void
}

/** One alert: how grave, whose, which words, what to do, and what can be done with it in its status. */
export function AlertCard({ alert, acts }: { alert: AlertView; acts: CardActs }) {
  const { severity, status, contact, summary, text, indicators, count, score } = alert
  const tags = [...new Set(indicators.map(({ tag }) => tag))]
  const beside = [alert.customer === null ? null : contact?.name, channelWords(alert)].filter(Boolean).join(' · ')
  return (
    <>
      <div className="h-alert-head">
        <Tag tone={severity}>{SEVERITY_WORDS[severity]}</Tag>
        <b className="h-cut">{alertTitle(alert)}</b>
        <span className="h-dim h-cut h-alert-beside">{beside}</span>
        <span className="h-alert-when">
          {status === 'open' && alert.respondBy !== null ? (
            <ResponseTarget respondBy={alert.respondBy} critical={severity === 'critical'} />
          ) : null}
          <Tag tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Tag>
          <span className="h-dim">
            <Time at={alert.createdAt} inList />
          </span>
        </span>
      </div>
      <p className="h-alert-words">{text === null ? summary : <Quote text={text} indicators={indicators} />}</p>
      <div className="h-alert-tags">
        {tags.map((tag) => (
          <Tag key={tag}>{tagWords(tag)}</Tag>
        ))}
        <span className="h-dim h-small">
          score {Math.round(score)}
          {count > 1 && ` · ${count - 1} more ${count === 2 ? 'message' : 'messages'} since`}
        </span>
      </div>
      {isActive(alert) && <Callout tone="medium">{alert.suggestedAction}</Callout>}
      <Closed alert={alert} />
      <Buttons alert={alert} acts={acts} />
    </>
  )
}

function Quote({ text, indicators }: Pick<AlertView, 'indicators'> & { text: string }) {
  return (
    <>
      “<MarkedText text={text} indicators={indicators} />”
    </>
  )
}

/** Where it was written: `Slack`, or the transport that stands before the colon, or the channel as it is. */
function channelWords({ channel, deepLink }: AlertView): string {
  if (deepLink !== null) return 'Slack'
  const [transport, thread] = channel.split(':', 2)
  return thread === undefined || transport === undefined ? channel : transport
}

/** Who took it on, who closed it and what they wrote. */
function Closed({ alert }: { alert: AlertView }) {
  const { status, acknowledgedBy, acknowledgedAt, resolvedAt, resolutionNotes, changedBy, changedAt } = alert
  if (status === 'open') return null
  const closed = status !== 'acknowledged'
  return (
    <div className="h-dim h-small">
      {closed && resolutionNotes !== null && <p className="h-alert-notes">{resolutionNotes}</p>}
      {closed ? (
        <p>
          {STATUS_WORDS[status]}
          {changedBy !== null && ` by ${changedBy.name}`} <Time at={resolvedAt ?? changedAt} inList />
        </p>
      ) : (
        acknowledgedAt !== null && (
          <p>
            Acknowledged{acknowledgedBy !== null && ` by ${acknowledgedBy.name}`} <Time at={acknowledgedAt} inList />
          </p>
        )
      )}
    </div>
  )
}

function Buttons({ alert, acts }: { alert: AlertView; acts: CardActs }) {
  const { status } = alert
  const active = isActive(alert)
  return (
    <div className="h-alert-acts">
      {status === 'open' && (
        <Button size="compact-sm" variant="filled" onClick={() => acts.move(alert, 'acknowledged')}>
          Acknowledge
        </Button>
      )}
      {active && (
        <>
          <Button size="compact-sm" variant="default" onClick={() => acts.close(alert, 'resolved')}>
            {status === 'open' ? 'Resolve…' : 'Resolve with notes…'}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => acts.close(alert, 'false_positive')}>
            False positive…
          </Button>
        </>
      )}
      <span className="h-grow" />
      {active && alert.customer !== null && (
        <Button size="compact-sm" variant="subtle" color="muted" onClick={() => acts.escalate(alert)}>
          Escalate this
        </Button>
      )}
      {alert.deepLink !== null && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="muted"
          component="a"
          href={alert.deepLink}
          target="_blank"
          rel="noreferrer"
        >
          Open in Slack ↗
        </Button>
      )}
    </div>
  )
}
