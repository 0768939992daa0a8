import { CloseButton, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { type Outputs, trpc } from '../trpc.ts'
import { Loaded } from '../ui/states.tsx'
import { alertTitle } from './alert.ts'
import { Conversation } from './conversation.tsx'
import { RiskOverTime } from './risk-over-time.tsx'

/** The customer's conversation and the risk in it over time: beside the list, or over it where there is no room. */
export function AlertBeside({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const narrow = useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false })
  const query = trpc.alerts.get.useQuery({ id: id ?? '' }, { enabled: id !== undefined })
  const content = <Loaded query={query}>{(data) => <Detail data={data} />}</Loaded>
  const title = query.data === undefined ? 'Conversation' : alertTitle(query.data.alert)
  if (narrow) {
    return (
      <Drawer
        opened={id !== undefined}
        onClose={onClose}
        position="right"
        size="min(560px, 100%)"
        title={<b>{title}</b>}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {id !== undefined && content}
      </Drawer>
    )
  }
  if (id === undefined) return null
  return (
    <aside className="h-alert-side" aria-label={`Conversation: ${title}`}>
      <div className="h-row">
        <h2 className="h-grow h-cut">{title}</h2>
        <CloseButton aria-label="Close" onClick={onClose} />
      </div>
      {content}
    </aside>
  )
}

function Detail({ data }: { data: Outputs['alerts']['get'] }) {
  const { alert, conversation, riskOverTime } = data
  return (
    <div className="h-alert-detail">
      {alert.customer !== null && (
        <p>
          <Link to="/customers/$customerId" params={{ customerId: alert.customer.id }}>
            Open the customer
          </Link>
        </p>
      )}
      {riskOverTime.length > 1 && <RiskOverTime points={riskOverTime} />}
      <Conversation alert={alert} messages={conversation} />
    </div>
  )
}
