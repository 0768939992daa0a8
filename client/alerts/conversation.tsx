import type { AlertView, RiskyMessage } from '../../shared/alerts/view.ts'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'
import { Judge } from './judge.tsx'
import { MarkedText } from './marked-text.tsx'
import { Suggestions } from './suggestions.tsx'

/** What was written, newest first: the customer's words with their risk, and ours; any of theirs can be judged. */
export function Conversation({ alert, messages }: { alert: AlertView; messages: RiskyMessage[] }) {
  if (messages.length === 0) return <p className="h-dim">The messages are no longer kept.</p>
  return (
    <ol className="h-talk" aria-label="Messages">
      {messages.map((message) => (
        <li
          key={message.id}
          data-direction={message.direction}
          data-leads={message.id === alert.messageId || undefined}
        >
          <div className="h-talk-head">
            <b className="h-cut">{message.direction === 'outbound' ? 'Us' : (message.contactName ?? 'The customer')}</b>
            <span className="h-dim h-small h-grow">
              <Time at={message.at} inList />
            </span>
            <Level message={message} />
          </div>
          <p className="h-talk-text">
            <MarkedText text={message.text} indicators={message.indicators} />
          </p>
          {message.opinion !== null && <OpinionLine opinion={message.opinion} />}
          {message.direction === 'inbound' && (
            <div className="h-talk-acts">
              <Judge message={message} />
              {message.riskLevel !== 'low' && message.riskLevel !== null && <Suggestions messageId={message.id} />}
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

function Level({ message: { direction, riskLevel, score } }: { message: RiskyMessage }) {
  if (direction === 'outbound' || riskLevel === null) return null
  return (
    <Tag tone={riskLevel === 'low' ? 'muted' : riskLevel}>
      {riskLevel}
      {score !== null && ` ${Math.round(score)}`}
    </Tag>
  )
}

function OpinionLine({ opinion }: { opinion: NonNullable<RiskyMessage['opinion']> }) {
  return (
    <p className="h-dim h-small">
      {'error' in opinion
        ? `${opinion.model} gave no opinion (${opinion.error}); the local analysis stands.`
        : `${opinion.model} says ${opinion.riskLevel}: ${opinion.reason}`}
    </p>
  )
}
