import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { messageOf } from './server-issues.ts'

const CLOSE = { 'aria-label': 'Close' }

/** Says what happened; with `undo`, offers to take it back for 8 s. */
export function told(message: string, undo?: () => void): void {
  const id = `told-${message}`
  notifications.hide(id)
  notifications.show({
    id,
    color: 'ok',
    closeButtonProps: CLOSE,
    autoClose: undo === undefined ? 4_000 : 8_000,
    message:
      undo === undefined ? (
        message
      ) : (
        <span className="h-row">
          <span className="h-grow">{message}</span>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              notifications.hide(id)
              undo()
            }}
          >
            Undo
          </Button>
        </span>
      ),
  })
}

/** Says what failed and why; stays until it is closed. */
export function failed(what: string, error: unknown): void {
  notifications.show({
    color: 'critical',
    title: what,
    message: messageOf(error),
    autoClose: 12_000,
    closeButtonProps: CLOSE,
  })
}

/** Passes on what somebody else answered, good or bad; long enough to be read. */
export function noted(message: string): void {
  notifications.show({ color: 'accent', message, autoClose: 12_000, closeButtonProps: CLOSE })
}
