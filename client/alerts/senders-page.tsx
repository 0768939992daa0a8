import { Button } from '@mantine/core'
import { useState } from 'react'
import { MOST_SENDERS } from '../../shared/messages/map.ts'
import { trpc } from '../trpc.ts'
import { Page } from '../ui/page.tsx'
import { EmptyState, Loaded } from '../ui/states.tsx'
import { Time } from '../ui/time.tsx'
import { BackToAlerts } from './back-to-alerts.tsx'
import { MapSenderDialog } from './map-sender-dialog.tsx'
import { type Sender, senderName } from './sender.ts'
import { SenderSuggestions } from './sender-suggestions.tsx'

/** Whose messages are whose: senders that belong to no customer yet. */
export function SendersPage() {
  const senders = trpc.alerts.unmapped.useQuery()
  const [mapping, setMapping] = useState<Sender | null>(null)
  return (
    <Page title="Unknown senders" acts={<BackToAlerts />}>
      <p className="h-dim" style={{ maxWidth: 620 }}>
        Their messages are kept and read for risk, and alerts are raised, but nobody knows whose they are.
      </p>
      <Loaded query={senders}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title="Every message has its customer">
              A sender whom no contact matches is listed here, to be given to a customer with one click.
            </EmptyState>
          ) : (
            <>
              <ul className="h-lines">
                {list.map((sender) => (
                  <li key={`${sender.contact} ${sender.customer}`}>
                    <div className="h-grow">
                      <span style={{ overflowWrap: 'anywhere' }}>{senderName(sender)}</span>
                      <div className="h-dim h-small">
                        {sender.messages === 1 ? '1 message' : `${sender.messages.toLocaleString('en')} messages`} ·
                        last <Time at={sender.lastAt} />
                      </div>
                      <SenderSuggestions sender={sender} />
                    </div>
                    <Button size="xs" variant="default" onClick={() => setMapping(sender)}>
                      Map to customer…
                    </Button>
                  </li>
                ))}
              </ul>
              {list.length >= MOST_SENDERS && (
                <p className="h-dim h-small">
                  The latest {MOST_SENDERS} are listed. Others follow as these get their customers.
                </p>
              )}
            </>
          )
        }
      </Loaded>
      <MapSenderDialog sender={mapping} onClose={() => setMapping(null)} />
    </Page>
  )
}
