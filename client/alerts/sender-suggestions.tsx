import { Button } from '@mantine/core'
import { failed } from '../ui/toasts.tsx'
import type { Sender } from './sender.ts'
import { useMapSender } from './use-map-sender.ts'

/** Whose a sender may be, the surest first, each with why and mapped with one click. */
export function SenderSuggestions({ sender: { contact, customer, suggestions } }: { sender: Sender }) {
  const map = useMapSender()
  return suggestions.map(({ customerId, customerName, words }) => (
    <div key={customerId} style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center', marginTop: 6 }}>
      <Button
        size="compact-xs"
        variant="light"
        loading={map.isPending}
        onClick={() =>
          map.mutate({ contact, customer, customerId }, { onError: (error) => failed('It was not mapped', error) })
        }
      >
        Map to {customerName}
      </Button>
      <span className="h-dim h-small" style={{ overflowWrap: 'anywhere' }}>
        {words}
      </span>
    </div>
  ))
}
