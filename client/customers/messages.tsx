import { Judge } from '../alerts/judge.tsx'
import { useMay } from '../session.tsx'
import { trpc } from '../trpc.ts'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Time } from '../ui/time.tsx'

/** The customer's latest messages and our answers, newest first. */
export function LastMessages({ customerId, limit }: { customerId: string; limit: number }) {
  const mayJudge = useMay('alerts')
  const query = trpc.customers.messages.useQuery({ customerId })
  return (
    <Loaded query={query}>
      {({ messages }) =>
        messages.length === 0 ? (
          <p className="h-dim">No messages yet. They come in by /api/messages, an import or Slack.</p>
        ) : (
          <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}>
            {messages.slice(0, limit).map((message) => (
              <li key={message.id}>
                <p style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>“{message.text}”</p>
                <span className="h-dim h-small">
                  {message.direction === 'inbound' ? (message.contactName ?? message.sender ?? 'the customer') : 'us'} ·{' '}
                  {message.channel} · <Time at={message.at} />{' '}
                  {message.riskLevel !== null && message.riskLevel !== 'low' && (
                    <Tag tone={message.riskLevel}>{message.riskLevel}</Tag>
                  )}
                </span>
                {mayJudge && message.direction === 'inbound' && (
                  <div style={{ marginLeft: -8 }}>
                    <Judge message={{ ...message, verdict: null }} />
                  </div>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
