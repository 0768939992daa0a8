import type { AlertView } from '../../shared/alerts/view.ts'

/** What an alert is called on its card and in sentences: whose message it is about. */
export function alertTitle({ customer, contact }: Pick<AlertView, 'customer' | 'contact'>): string {
  return customer?.name ?? contact?.name ?? 'Unknown sender'
}

/** Still somebody's to see to. */
export function isActive({ status }: Pick<AlertView, 'status'>): boolean {
  return status === 'open' || status === 'acknowledged'
}
