import { modals } from '@mantine/modals'

/**
 * Asks before something that cannot be taken back. `act` names the act itself ("Remove", never "OK").
 * Resolves to whether the person agreed.
 */
export function confirm(question: { title: string; body: string; act: string; danger?: boolean }): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title: <b className="h-title">{question.title}</b>,
      closeButtonProps: { 'aria-label': 'Close' },
      children: <p className="h-dim">{question.body}</p>,
      labels: { confirm: question.act, cancel: 'Cancel' },
      confirmProps: { color: question.danger ? 'critical' : 'accent' },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    })
  })
}
