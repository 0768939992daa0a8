import type { Access } from '../../shared/roles.ts'
import type { Outputs } from '../trpc.ts'

type Counts = Outputs['workflows']['counts']

/** One place of the product: where the rail, the bottom bar and the palette lead. */
export type Place = {
  to:
    | '/queue'
    | '/escalated'
    | '/workflows'
    | '/snoozed'
    | '/skipped'
    | '/customers'
    | '/inbox'
    | '/alerts'
    | '/rules'
    | '/analytics'
    | '/imports'
    | '/settings'
  label: string
  access: Access
  badge?: keyof Counts
  /** Stands under the one before it. */
  sub?: boolean
  /** Letters after `g` that lead there. */
  key: string
}

export const WORK: readonly Place[] = [
  { to: '/queue', label: 'My queue', access: 'read', badge: 'queue', key: 'q' },
  { to: '/escalated', label: 'Escalated', access: 'read', badge: 'escalated', key: 'e' },
  { to: '/workflows', label: 'Workflows', access: 'read', key: 'w' },
  { to: '/snoozed', label: 'Snoozed', access: 'read', badge: 'snoozed', sub: true, key: 'z' },
  { to: '/skipped', label: 'Skipped', access: 'read', badge: 'skipped', sub: true, key: 's' },
  { to: '/customers', label: 'Customers', access: 'read', key: 'c' },
  { to: '/inbox', label: 'Inbox', access: 'self', badge: 'unread', key: 'i' },
]

export const ADMIN: readonly Place[] = [
  { to: '/alerts', label: 'Alerts', access: 'alerts', badge: 'alerts', key: 'a' },
  { to: '/rules', label: 'Rules', access: 'admin', key: 'r' },
  { to: '/analytics', label: 'Analytics', access: 'analytics', key: 'n' },
  { to: '/imports', label: 'Imports', access: 'admin', key: 'm' },
  { to: '/settings', label: 'Settings', access: 'self', key: ',' },
]
