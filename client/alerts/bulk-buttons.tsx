import { Button } from '@mantine/core'
import type { AlertView } from '../../shared/alerts/view.ts'
import { isActive } from './alert.ts'
import type { Closing } from './close-dialog.tsx'
import type { MoveAlerts } from './use-alert-acts.ts'

type BulkButtonsProps = {
  alerts: AlertView[]
  clear: () => void
  move: MoveAlerts
  close: (closing: Closing) => void
}

/** What can be done with the selected alerts; each button takes those whose status allows it. */
export function BulkButtons({ alerts, clear, move, close }: BulkButtonsProps) {
  const open = alerts.filter(({ status }) => status === 'open')
  const active = alerts.filter(isActive)
  const closed = alerts.filter((alert) => !isActive(alert))
  const ask = (status: Closing['status']) => {
    close({ alerts: active, status })
    clear()
  }
  return (
    <>
      {open.length > 0 && (
        <Button
          size="compact-sm"
          onClick={() => {
            void move(open, 'acknowledged')
            clear()
          }}
        >
          Acknowledge {open.length}
        </Button>
      )}
      {active.length > 0 && (
        <>
          <Button size="compact-sm" variant="default" onClick={() => ask('resolved')}>
            Resolve…
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => ask('false_positive')}>
            False positive…
          </Button>
        </>
      )}
      {closed.length > 0 && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            void move(closed, 'open')
            clear()
          }}
        >
          Reopen {closed.length}
        </Button>
      )}
    </>
  )
}
